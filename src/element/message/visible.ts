/**
 * What cannot be seen, or turns the reading order round, is spelled out, or another thing would be read than what is there: control, format,
 * private and unassigned characters, spaces and line separators but for U+0020 and the breaks of the layout, and what is ignorable by
 * default. The list has those that only look like nothing: U+2800, U+FFFC and U+133FC are the rest of VS Code's invisible characters
 * (https://github.com/hediet/vscode-unicode-data), U+16FE4 and U+1D159 are blanks by their Unicode charts. A pile of combining marks would
 * cover the lines around it.
 */
const unseen = /(?![\n\t ])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{133fc}\u{16fe4}\u{1d159}]|\p{M}{4,}/gu;

export function visible(text: string): string {
  return text.replace(unseen, (found) =>
    Array.from(found, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`).join(''),
  );
}
