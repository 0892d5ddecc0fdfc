/** What was said, kept as it was when somebody last read it. `UPDATE_BASELINES=1` writes it anew. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const update = Boolean(process.env['UPDATE_BASELINES']);

export function compareToBaseline(transcript: string, { browser, scenario }: { browser: string; scenario: string }): void {
  const folder = fileURLToPath(new URL(`../heard/${browser.toLowerCase()}/`, import.meta.url));
  const file = `${folder}${scenario.replaceAll(/[^a-z0-9]+/gi, '-')}.txt`;
  if (update) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, transcript);
  } else assert.equal(transcript, readFileSync(file, 'utf8'));
}
