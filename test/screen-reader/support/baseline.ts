/** What was said, kept as it was when somebody last read it. `UPDATE_BASELINES=1` writes it anew. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const update = Boolean(process.env['UPDATE_BASELINES']);

/** @param folder of today's chat, or of the one that had not been heard yet */
export function baselineOf(scenario: string, { folder, browser }: { folder: 'heard' | 'heard-before'; browser: string }): string {
  const name = `${scenario.replaceAll(/[^a-z0-9]+/gi, '-')}.txt`;
  return fileURLToPath(new URL(`../${folder}/${browser.toLowerCase()}/${name}`, import.meta.url));
}

export function compareToBaseline(transcript: string, { browser, scenario }: { browser: string; scenario: string }): void {
  const file = baselineOf(scenario, { folder: 'heard', browser });
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, transcript);
  } else assert.equal(transcript, readFileSync(file, 'utf8'));
}
