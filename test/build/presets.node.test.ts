/** The presets: files of variables that there are, in the package and in the documentation. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readVariables } from '../../.build/facts/variables.js';

const folder = 'src/styles/presets/';
const known = readVariables().map(({ name }) => name);
const files = readdirSync(folder);

describe('a preset', () => {
  it('is one of at least five', () => assert.ok(files.length >= 5));

  for (const file of files) {
    const name = file.replace(/\.css$/, '');
    it(`is shipped as it is, consists of variables, and is told of: ${name}`, () => {
      const text = readFileSync(folder + file, 'utf8');
      assert.equal(readFileSync(`dist/presets/${file}`, 'utf8'), text);
      const [, body = ''] = /^\/\*[^*]+\*\/\nchat-8080 \{\n([^{}]+)\}\n$/.exec(text) ?? [];
      const set = Array.from(body.matchAll(/^ {2}(--[\w-]+): /gm), ([, variable = '']) => variable);
      assert.ok(set.length > 5);
      assert.deepEqual(
        set.filter((variable) => !known.includes(variable)),
        [],
      );
      assert.doesNotMatch(body, /url\(|@import/, 'nothing is asked of elsewhere');
      assert.ok(readFileSync('demo/docs/theming.md', 'utf8').includes(`\`${name}\` (`), 'the documentation has it');
      assert.ok(readFileSync('test/element/contrast.test.ts', 'utf8').includes(`'${name}'`), 'its contrast is tested');
    });
  }
});
