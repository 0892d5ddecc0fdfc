/** Writes what editors and frameworks read of the element, and the hashes of the script and its parts, into dist/; a part of `npm run build`. */
import { writeFileSync } from 'node:fs';
import { readElement } from './facts/element-facts.js';
import { generatedFiles, json } from './facts/files.js';
import { integrityOf } from './integrity.js';

const files = { ...generatedFiles(readElement()), 'dist/integrity.json': json(integrityOf('dist')) };
for (const [path, text] of Object.entries(files)) {
  writeFileSync(path, text);
  console.log(path);
}
