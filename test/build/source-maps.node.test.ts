/** The source maps of the classic script and its parts: three tools write on them one after the other, and each can lose what came before. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { it } from 'node:test';

/** A text that occurs once in a built file, and where it was written. */
const places = [
  { built: 'chat-8080.js', text: 'How can I help?', source: 'src/locales/en-shell.ts' },
  { built: 'chat-8080.js', text: 'composer-box', source: 'src/styles/composer.ts' },
  { built: 'chat-8080/transcript.js', text: 'Load image from', source: 'src/markdown/options.ts' },
  { built: 'chat-8080/floating.js', text: 'launcher-icon', source: 'src/element/panel/launcher-template.ts' },
];

for (const { built, text, source } of places) {
  it(`${built}: “${text}” leads back to ${source}`, () => {
    const path = `dist/${built}`;
    const lines = readFileSync(path, 'utf8').split('\n');
    const map = new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as never);
    const line = lines.findIndex((code) => code.includes(text));
    assert.ok(line >= 0, `${path} does not have it.`);
    const { originalSource } = map.findEntry(line, lines[line]!.indexOf(text)) as { originalSource?: string };
    assert.ok(originalSource?.endsWith(source), `It leads to ${originalSource}.`);
  });
}
