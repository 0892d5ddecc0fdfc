/** Numbers in brackets that stand for a source: `[1]`, `[^1]`, and what OpenAI's assistants write, `【1】`, `【1†source】`, `【4:0†file】`. */

/** What a number leads to. */
export interface CitedSource {
  readonly url: string;
  readonly title?: string | undefined;
}

/** What stands in square brackets. */
const number = /^\^?(\d{1,3})$/;
const lenticular = /【(\d{1,3})(?:[†:][^【】\n]{0,100})?】/y;
/** The same, not at its end yet. */
const lenticularStart = /【(?:\d{1,3}(?:[†:][^【】\n]{0,100})?)?$/y;

export function citationIn(label: string): string | undefined {
  return number.exec(label)?.[1];
}

/** The citation in lenticular brackets that starts at `at`; true: its end may still come. */
export function scanLenticular(text: string, at: number): { number: string; end: number } | boolean {
  lenticular.lastIndex = at;
  const found = lenticular.exec(text)?.[1];
  if (found !== undefined) return { number: found, end: lenticular.lastIndex };
  lenticularStart.lastIndex = at;
  return lenticularStart.test(text);
}
