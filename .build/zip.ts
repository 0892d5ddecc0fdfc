/** `npm run zip`: `dist/cdn` as one file, for a release. The same files make the same bytes. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { zipSync } from 'fflate';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'name' | 'version', string>;
const folder = `${name}-${version}`;
const files = readdirSync('dist/cdn', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const entries = files.map((file) => [
  `${folder}/${file.slice(join('dist/cdn', sep).length).replaceAll(sep, '/')}`,
  new Uint8Array(readFileSync(file)),
]);
const zip = zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, {
  level: 9,
  // The first time that the format can write, in the zone of whoever builds: the format knows no zones.
  mtime: new Date(1980, 0, 1),
});
const file = join(process.argv[2] ?? 'dist', `${folder}.zip`);
writeFileSync(file, zip);
console.log(`${file}: ${files.length} files, ${zip.length.toLocaleString('en')} bytes`);
