/** The licences of what the classic script and its parts contain go along with them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string): string => readFileSync(path, 'utf8');
const script = 'dist/chat-8080.js';

/** The packages that a file of the build was made from, by its source map. */
function packagesIn(file: string): Set<string> {
  const { sources } = JSON.parse(read(`${file}.map`)) as { sources: string[] };
  return new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
}

describe('the licences', () => {
  it('are named in the first line of the script; ours is one of them', () => {
    assert.match(read(script), /^\/\*! chat-8080 [\d.]+, MIT, chat-8080\/licenses\.md \*\/\n/);
    assert.equal(read('dist/chat-8080/LICENSE'), read('LICENSE'));
  });

  for (const file of [script, 'dist/chat-8080/transcript.js', 'dist/chat-8080/highlight.js', 'dist/chat-8080/math.js'])
    it(`of every package in ${file} lie beside it, whole`, () => {
      const notices = read('dist/chat-8080/licenses.md');
      for (const name of packagesIn(file)) {
        const { version } = JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string };
        const notice = notices.split(/^## /m).find((text) => text.startsWith(`${name} - ${version} (`));
        assert.match(notice ?? '', /Copyright[^]*(?:Redistributions in binary form|The above copyright notice)/, name);
      }
    });

  it('are looked for in packages that are there', () => {
    assert.deepEqual([...packagesIn(script)].sort(), ['@lit/reactive-element', 'eventsource-parser', 'lit-element', 'lit-html']);
  });
});
