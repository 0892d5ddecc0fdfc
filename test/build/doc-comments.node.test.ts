/** What the tables of the documentation take for a description. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { understood } from '../../.build/facts/doc-comments.js';

for (const text of ['Does not.', 'One of them.', 'Code.', 'The input · …']) {
  it(`refuses a description that says too little by itself: ${text}`, () => {
    assert.throws(() => understood('deny-button', text), /says too little of deny-button: four words/);
  });
}

it('takes a description of four words', () => {
  assert.equal(understood('citation', 'The number of sources.'), 'The number of sources.');
});
