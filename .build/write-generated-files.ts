/** Writes what editors and frameworks read of the element into dist/; a part of `npm run build`. */
import { writeFileSync } from 'node:fs';
import { readElement } from './facts/element-facts.js';
import { generatedFiles } from './facts/files.js';

for (const [path, text] of Object.entries(generatedFiles(readElement()))) {
  writeFileSync(path, text);
  console.log(path);
}
