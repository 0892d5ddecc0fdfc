import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

it('the version that the class names is the package’s', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const source = readFileSync('src/element/chat-8080.ts', 'utf8');
  assert.equal(/static readonly version = '([^']+)'/.exec(source)?.[1], version);
});
