/**
 * Cuts a text into pieces of about four characters, the length that a model's tokens have on average. A piece never cuts a character
 * in two, and the pieces joined are the text again.
 */
export function tokens(text: string): string[] {
  return text.match(/\n+|[^\S\n]*\S{1,6}|[^\S\n]+/gu) ?? [];
}

/** How many tokens a text that goes in counts as. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
