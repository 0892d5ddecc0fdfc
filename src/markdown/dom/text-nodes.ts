/** Text nodes hold about this many characters: appending to a long one costs its length. */
export const longestText = 8192;

/** Where a text of `length` characters or more can be cut: not between two halves of a character. */
export function cutAt(text: string, length: number): number {
  const unit = text.charCodeAt(length);
  return unit >= 0xdc00 && unit <= 0xdfff ? length + 1 : length;
}

/** Adds to the text of an element that only grows, in text nodes of bounded length. */
export function appendText(element: Element, text: string): void {
  for (let from = 0; from < text.length;) {
    const last = element.lastChild;
    const room = last?.nodeType === 3 ? longestText - (last as Text).length : 0;
    if (last && room > 0 && text.length - from <= room) {
      (last as Text).appendData(text.slice(from));
      return;
    }
    const to = cutAt(text, from + longestText);
    element.append(text.slice(from, to));
    from = to;
  }
}
