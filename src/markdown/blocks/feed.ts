/** Pieces of text, cut anywhere → lines for the block parser. */
import type { BlockParser } from './block-parser.js';
import { isUndecided } from './undecided.js';

/** From this length on an undecided line is looked at again only when it has grown by a quarter, so that the sum stays linear. */
const longHeld = 1024;

export class LineFeed {
  readonly #parser: BlockParser;
  /** Half a character or half a line ending from the end of the last piece. */
  #carried = '';
  /** The start of a line of which it is not yet known what it is. */
  #held = '';
  #lookAgainAt = 0;
  /** The current line has been given to the parser; the rest of it follows. */
  #started = false;

  constructor(parser: BlockParser) {
    this.#parser = parser;
  }

  write(piece: string): void {
    let text = this.#carried + piece;
    this.#carried = '';
    const last = text.charCodeAt(text.length - 1);
    // A carriage return may be half of a line ending, a high surrogate is half of a character.
    if (last === 0x0d || (last >= 0xd800 && last <= 0xdbff)) {
      this.#carried = text.slice(-1);
      text = text.slice(0, -1);
    }
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.#endLine(text.slice(from, to));
      from = to + 1;
    }
    if (from < text.length) this.#unfinished(from === 0 ? text : text.slice(from));
  }

  end(cut: boolean): void {
    const carried = this.#carried;
    this.#carried = '';
    if (carried === '\r') this.#endLine('');
    else if (carried !== '' && !cut) this.#unfinished(carried);
    this.#parser.context.cut = cut;
    // Half a marker.
    if (cut && !/\w/.test(this.#held)) this.#held = '';
    if (this.#started || this.#held !== '') this.#endLine('');
    this.#parser.close();
  }

  #endLine(text: string): void {
    if (this.#started) {
      if (text !== '') this.#parser.append(text);
      this.#parser.endLine();
    } else this.#parser.startLine(this.#held + text, true);
    this.#held = '';
    this.#lookAgainAt = 0;
    this.#started = false;
  }

  #unfinished(text: string): void {
    if (this.#started) {
      this.#parser.append(text);
      return;
    }
    this.#held += text;
    if (this.#held.length < this.#lookAgainAt) return;
    if (isUndecided(this.#held, this.#parser.context.math)) {
      if (this.#held.length > longHeld) this.#lookAgainAt = this.#held.length * 1.25;
      return;
    }
    this.#parser.startLine(this.#held, false);
    this.#started = true;
    this.#held = '';
  }
}
