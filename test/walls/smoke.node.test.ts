import { it } from 'node:test';
import assert from 'node:assert/strict';

it('runs in node', () => {
  assert.equal(1, 1);
});
