/**
 * What an owner reads in the console: one line for each thing that is wrong, with a code to search for, what is wrong, why, and how to
 * mend it. Visitors never see any of it, and a healthy page causes none.
 */
export type HintCode = 'missing-endpoint' | 'invalid-number' | 'invalid-value' | `request-${string}`;

const given = new WeakMap<Element, Set<HintCode>>();

/** Gives a hint once an element and code. */
export function hint(element: Element, code: HintCode, text: string): void {
  const codes = given.get(element) ?? new Set();
  given.set(element, codes);
  if (codes.has(code)) return;
  codes.add(code);
  console.warn(`<chat-8080> [${code}] ${text}`);
}
