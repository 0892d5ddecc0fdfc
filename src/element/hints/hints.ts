/**
 * What an owner reads in the console: one line for each thing that is wrong, with a code to search for, what is wrong, why, and how to
 * mend it. Visitors never see any of it, and a healthy page causes none, nor loads the words.
 */
import type { PartName } from '../../parts.js';
import type { HintCode } from './hint-texts.js';

export type Hint = (code: HintCode, ...details: string[]) => void;

const given = new WeakMap<Element, Set<string>>();

/** Gives a hint once for each element, code and first detail (the attribute that is meant, say). */
export function hint(element: Element, code: HintCode, ...details: string[]): void {
  const hints = given.get(element) ?? new Set();
  given.set(element, hints);
  const about = `${code} ${details[0] ?? ''}`;
  if (hints.has(about)) return;
  hints.add(about);
  // One mistake, one hint: these say why there is no endpoint.
  if (code === 'invalid-json' || details[1] === 'endpoint') hints.add('missing-endpoint ');
  say(code, ...details);
}

/** For whoever fetches a part of the table: to be told which cannot be had, and why. */
export function missingPart(element: Element): (part: PartName, error: unknown) => void {
  return (part, error) => hint(element, 'missing-part', part, String(error));
}

let wordless: HintCode | undefined;

/** Gives a hint that is about no element of the page. */
export function say(code: HintCode, ...details: string[]): void {
  const write = (text: string): void => console.warn(`<chat-8080> [${code}] ${text}`);
  import('./hint-texts.js').then(
    ({ hintTexts }) => write((hintTexts as Record<HintCode, (...given: string[]) => string>)[code](...details)),
    (error: unknown) => {
      // Where no part can be had one line says so, not one for each.
      if (wordless !== code) write(`${details.join(' ')} (hint-texts: ${String(error)}) documentation: The folder of parts`);
      wordless = code;
    },
  );
}
