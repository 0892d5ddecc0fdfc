/**
 * What an owner reads in the console: one line for each thing that is wrong, with a code to search for, what is wrong, why, and how to
 * mend it. Visitors never see any of it, and a healthy page causes none.
 */
export type HintCode = 'missing-endpoint' | 'missing-chunk' | 'invalid-number' | 'invalid-value' | `request-${string}`;

const given = new WeakMap<Element, Set<string>>();

/** Gives a hint once for each element, code and `about` (the attribute that is meant, say). */
export function hint(element: Element, code: HintCode, text: string, about = ''): void {
  const hints = given.get(element) ?? new Set();
  given.set(element, hints);
  if (hints.has(code + about)) return;
  hints.add(code + about);
  console.warn(`<chat-8080> [${code}] ${text}`);
}
