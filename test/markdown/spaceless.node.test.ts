/** Which characters emphasis takes for a script without spaces: those of markdown-cjk-friendly, but for what is named here. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  classifyCharacter,
  isCjkOrIvs,
  isUnicodeWhitespace,
} from '../../node_modules/micromark-extension-cjk-friendly-util/dist/index.js';
import { isSpaceless } from '../../src/markdown/syntax/characters.js';

/** Ours alone: Thai, Lao, Burmese and Khmer; signs within blocks of theirs. */
const ours = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u303f\u3248-\u324f]/;
/** Theirs alone: signs that no word of those languages has beside it, each in a block of other signs. */
const theirs = /[\u20a9\u2630-\u2637\u268a-\u268f\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}]/u;

describe('a script without spaces', () => {
  it('has the characters that markdown-cjk-friendly has', () => {
    const differing: string[] = [];
    for (let code = 0; code < 0x110000; code++) {
      const character = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Co}\p{Cs}]/u.test(character) || ours.test(character) || theirs.test(character)) continue;
      const category = classifyCharacter(code);
      if (isUnicodeWhitespace(category)) continue; // asked first
      if (isSpaceless(character) !== isCjkOrIvs(category)) differing.push(code.toString(16));
    }
    assert.deepEqual(differing, []);
  });
});
