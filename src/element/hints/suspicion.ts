/** Whether a page's tag is worth a closer look, by `page-check.ts`, which most pages never load. */
import { keyPattern } from '../../conversation/index.js';
import type { Hint } from './hints.js';

/** Attributes that any element can have, and whose properties have another name. */
const common = /^(?:class$|tabindex$|data-|aria-)/;

/** What stands in a slot, or may be the rest of the page: see `swallowed`. */
const children = ':scope>[slot],main,h1,footer,nav,article,section,script:not([type$=json])';

/** @param attributes those of the element itself */
export function isOdd(element: Element, attributes: readonly string[]): boolean {
  const isUnknown = (name: string): boolean => !attributes.includes(name) && !(name in element) && !common.test(name);
  return (
    element.querySelector(children) !== null ||
    element.getAttributeNames().some((name) => isUnknown(name) || keyPattern.test(element.getAttribute(name) ?? ''))
  );
}

export function checkHeaders(headers: Headers, hint: Hint): void {
  headers.forEach((value, name) => {
    if (keyPattern.test(value)) hint('key-in-page', `The header ${name}`);
  });
}
