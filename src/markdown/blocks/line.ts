/** One line, and how far it has been read. Columns count tabs as up to the next multiple of four (CommonMark 2.2). */
export class Line {
  readonly text: string;
  offset = 0;
  column = 0;
  /** A tab of which some columns have been taken. */

  #partialTab = false;
  /** Where the first character that is not a space or tab stands, from the place reached. */
  next = 0;
  nextColumn = 0;
  /** Columns of space before it. */
  indent = 0;
  blank = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Looks for the next character. */
  find(): void {
    let at = this.offset;
    let column = this.column;
    for (; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0x20) column++;
      else if (code === 0x09) column += 4 - (column % 4);
      else break;
    }
    this.next = at;
    this.nextColumn = column;
    this.indent = column - this.column;
    this.blank = at >= this.text.length;
  }

  /** From the next character on. */
  nextText(): string {
    return this.text.slice(this.next);
  }

  /** Moves to the next character and gives what is left. */
  rest(): string {
    this.skipToNext();
    return this.nextText();
  }

  skipToNext(): void {
    this.offset = this.next;
    this.column = this.nextColumn;
    this.#partialTab = false;
    this.indent = 0;
  }

  /** Takes `count` columns of white space, at most what there is. */
  advanceColumns(count: number): void {
    for (let left = count; left > 0 && this.offset < this.text.length;) {
      const code = this.text.charCodeAt(this.offset);
      if (code === 0x09) {
        const width = 4 - (this.column % 4);
        const taken = Math.min(left, width);
        this.column += taken;
        left -= taken;
        this.#partialTab = taken < width;
        if (!this.#partialTab) this.offset++;
      } else if (code === 0x20) {
        this.offset++;
        this.column++;
        left--;
      } else break;
    }
  }

  /** Takes `count` characters that are not tabs. */
  advance(count: number): void {
    this.offset += count;
    this.column += count;
    this.#partialTab = false;
  }

  /** What is left, with a tab's remaining columns as spaces. */
  restWithIndent(): string {
    if (!this.#partialTab) return this.text.slice(this.offset);
    return ' '.repeat(4 - (this.column % 4)) + this.text.slice(this.offset + 1);
  }

  /** `>` and one column of space after it. */
  takeQuoteMarker(): boolean {
    this.find();
    if (this.indent > 3 || this.text[this.next] !== '>') return false;
    this.skipToNext();
    this.advance(1);
    this.advanceColumns(1);
    return true;
  }
}
