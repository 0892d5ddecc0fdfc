/** Pictures as they were last looked at by somebody: `UPDATE_BASELINES=1` takes them anew. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { findChromium } from '../support/chromium.js';

const baselines = fileURLToPath(new URL('baselines/', import.meta.url));
const failures = fileURLToPath(new URL('../../node_modules/.cache/visual/', import.meta.url));

/** Pixels that may differ in a picture: pixelmatch leaves antialiasing out, but takes a corner for something else now and then. */
const tolerance = 20;

const { from } = await findChromium();
export const skip =
  from === '@sparticuz/chromium' ? false : `the baselines are of npm's pinned Chromium, and this one is ${from}`;

export function isAsBefore(name: string, actual: PNG): void {
  const file = `${baselines}${name}.png`;
  if (process.env['UPDATE_BASELINES']) {
    mkdirSync(baselines, { recursive: true });
    writeFileSync(file, encode(actual));
    return;
  }
  const expected = PNG.sync.read(readFileSync(file));
  const { width, height } = expected;
  const difference = new PNG({ width, height });
  const isSameSize = actual.width === width && actual.height === height;
  const pixels = isSameSize
    ? pixelmatch(actual.data, expected.data, difference.data, width, height, { threshold: 0.1 })
    : Infinity;
  if (pixels > tolerance) {
    mkdirSync(failures, { recursive: true });
    writeFileSync(`${failures}${name}.png`, encode(actual));
    writeFileSync(`${failures}${name}-difference.png`, encode(difference));
  }
  assert.ok(
    pixels <= tolerance,
    `${pixels} pixels differ, ${actual.width} × ${actual.height} against ${width} × ${height}; see ${failures}`,
  );
}

export function encode(picture: PNG): Buffer {
  return PNG.sync.write(picture, { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 });
}
