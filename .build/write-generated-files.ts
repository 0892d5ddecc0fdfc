/** Writes into dist/ what editors and frameworks read of the element, the hashes of the script and its parts, the folder for a CDN, and llms.txt; a part of `npm run build`. */
import { writeFileSync } from 'node:fs';
import { writeCdn } from './cdn.js';
import { readElement } from './facts/element-facts.js';
import { generatedFiles, json } from './facts/files.js';
import { integrityOf } from './integrity.js';
import { llmsOf } from './llms.js';

const hashes = integrityOf('dist');
const files = {
  ...generatedFiles(readElement()),
  'dist/integrity.json': json(hashes),
  'dist/llms.txt': llmsOf('demo/docs'),
};
for (const [path, text] of Object.entries(files)) {
  writeFileSync(path, text);
  console.log(path);
}
writeCdn('dist', hashes);
console.log('dist/cdn');
