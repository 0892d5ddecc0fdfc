/** Words that come little by little, at the place where the caret was. What was typed before and after it stays. */
export class Insertion {
  readonly #field: HTMLTextAreaElement;
  readonly #longest: number;
  #before: string;
  #after: string;
  /** As it stands in the field. */
  #shown = '';
  /** How many characters of the words are typed text now: the visitor has gone on from them. */
  #taken = 0;
  #heard = 0;

  /** @param longest in characters; below 0 there is no limit, as in HTML */
  constructor(field: HTMLTextAreaElement, longest: number) {
    const { value, selectionStart, selectionEnd } = field;
    this.#field = field;
    this.#longest = longest;
    this.#before = value.slice(0, selectionStart);
    this.#after = value.slice(selectionEnd);
    this.#shown = value.slice(selectionStart, selectionEnd); // goes when the first words come
  }

  /** @param words all of them; those that came before may have changed */
  write(words: string): void {
    if (words === '') return;
    this.#look();
    this.#heard = words.length;
    const rest = words.slice(this.#taken).trim();
    const field = this.#field;
    const end = this.#before.length + this.#shown.length;
    const caret = field.selectionEnd;
    const hasFocus = field.matches(':focus');
    this.#shown = this.#fitting(spaced(this.#before, rest, this.#after));
    field.value = this.#before + this.#shown + this.#after;
    const moved = this.#before.length + this.#shown.length;
    // The visitor's caret stays with the visitor, who may be typing elsewhere. Safari focuses a field whose selection is set.
    if (hasFocus || this.#after !== '') {
      const place = caret < end ? caret : caret - end + moved;
      field.setSelectionRange(place, place);
    }
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
  }

  /** What was typed, or set by the page, since the last words came. Before them it moves them; otherwise the next ones follow the caret. */
  #look(): void {
    const { value, selectionEnd } = this.#field;
    const end = this.#shown + this.#after;
    if (value === this.#before + end) return;
    if (this.#shown !== '' && value.endsWith(end)) this.#before = value.slice(0, value.length - end.length);
    else {
      this.#before = value.slice(0, selectionEnd);
      this.#after = value.slice(selectionEnd);
      this.#taken = this.#heard;
      this.#shown = '';
    }
  }

  #fitting(words: string): string {
    return this.#longest < 0 ? words : words.slice(0, Math.max(0, this.#longest - this.#before.length - this.#after.length));
  }
}

/** Words of these are not divided by spaces. */
const undivided = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}。、！？';
const opensOrIsOpen = new RegExp(`(?:^|[\\s\\p{Ps}\\p{Pi}¿¡/@#${undivided}-])$`, 'u');
const closesOrIsUndivided = new RegExp(`^(?:$|[\\s\\p{Pe}\\p{Pf}.,;:!?…${undivided}])`, 'u');

function spaced(before: string, words: string, after: string): string {
  if (words === '') return '';
  const start = opensOrIsOpen.test(before) || closesOrIsUndivided.test(words) ? '' : ' ';
  const end = closesOrIsUndivided.test(after) || opensOrIsOpen.test(words) ? '' : ' ';
  return start + words + end;
}
