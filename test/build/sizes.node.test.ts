import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { limits as built, readSizes } from '../../.build/sizes.js';
import { parts } from '../../src/parts.js';

const limits = { composer: 1_000, keptFree: 100, firstReply: 1_500, floatingReply: 1_750, language: 300, markdown: 200 };

describe('the report of sizes', () => {
  let folder = '';
  /** What is random does not get smaller. */
  const write = (file: string, bytes: number): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), randomBytes(bytes));
  };
  const faults = (): string[] => readSizes(folder, limits).faults;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sizes-'));
    for (const file of ['chat-8080.js', 'markdown.js', 'chat-8080/languages/c.js', 'chat-8080/languages/c.js.map'])
      write(file, 100);
    for (const name of Object.keys(parts)) write(`chat-8080/${name}.js`, 100);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has a number for all that a visitor may pay, and nothing against what is small', () => {
    const { visitor, onDemand, ...others } = readSizes(folder, limits);
    assert.deepEqual(others.faults, []);
    assert.deepEqual(
      visitor.map(({ files }) => files),
      [
        ['chat-8080.js'],
        ['chat-8080.js', 'chat-8080/transcript.js'],
        ['chat-8080.js', 'chat-8080/transcript.js', 'chat-8080/floating.js'],
      ],
    );
    const [composer, firstReply] = visitor;
    assert.ok(composer && composer.bytes >= 100 && composer.bytes < 120);
    assert.equal(firstReply?.bytes, 2 * composer.bytes);
    assert.equal(onDemand.length, Object.keys(parts).length); // not the transcript, and one language
  });

  for (const [what, file, bytes, message] of [
    ['a script that is too big', 'chat-8080.js', 1_000, /^until the composer takes text: 1,0\d\d bytes are more than 1,000\.$/],
    [
      'a script that leaves nothing free',
      'chat-8080.js',
      930,
      /^until the composer takes text: \d\d of 1,000 bytes are free; 100 /,
    ],
    ['a first reply that costs too much', 'chat-8080/transcript.js', 1_400, /^until a first reply is drawn: 1,5\d\d bytes/],
    ['a floating chat that costs too much', 'chat-8080/floating.js', 1_600, /^the same, floating: 1,8\d\d bytes/],
    ['a part that is too big', 'chat-8080/locales/de.js', 3_300, /^locales\/de: 3,3\d\d bytes are more than 3,100\.$/],
    ['a language that is too big', 'chat-8080/languages/b.js', 300, /^the largest language of code: 30\d bytes/],
    ['a renderer that is too big', 'markdown.js', 200, /^chat-8080\/markdown: 20\d bytes/],
    ['a file that nobody knows', 'chat-8080/more.js', 1, /^chat-8080\/more\.js is no part of src\/parts\.ts\.$/],
    ['a folder that nobody knows', 'chat-8080/more/languages/c.js', 1, /^chat-8080\/more\/languages\/c\.js is no part/],
  ] as const) {
    it(`fails for ${what}`, () => {
      write(file, bytes);
      const [first, ...others] = faults();
      assert.match(first ?? '', message);
      assert.deepEqual(others, []);
    });
  }

  it('fails for a part that is not there', () => {
    rmSync(join(folder, 'chat-8080/math.js'));
    assert.deepEqual(faults(), ['chat-8080/math.js is not there.']);
  });

  it('ends as it found, and says how many bytes are free', () => {
    const report = () => spawnSync(process.execPath, ['--import', 'tsx', '.build/size.ts', folder], { encoding: 'utf8' });
    const good = report();
    assert.equal(good.status, 0, good.stderr);
    const most = built.composer.toLocaleString('en');
    assert.match(good.stdout, new RegExp(`until the composer takes text +10\\d +${most} +\\d\\d,\\d\\d\\d\\n`));
    write('chat-8080.js', built.composer);
    const bad = report();
    assert.equal(bad.status, 1);
    assert.match(bad.stderr, new RegExp(`until the composer takes text: \\d\\d,\\d\\d\\d bytes are more than ${most}\\.`));
  });
});
