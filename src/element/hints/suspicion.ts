/** Whether a page's tag is worth a closer look, by `page-check.ts`, which most pages never load. */
import type { Hint } from './hints.js';

/** The keys of services that speak this API; a page cannot keep one. */
export const key = /\b(?:sk|gsk|xai|8080)[-_][\w-]{16,}/;

/** Attributes that any element can have. */
const common = /^(?:id|class|style|slot|part|title|lang|dir|hidden|role|tabindex|inert|autofocus|translate|(?:data|aria)-.*)$/;

/** @param attributes those of the element itself */
export function isOdd(element: Element, attributes: readonly string[]): boolean {
  const isUnknown = (name: string): boolean => !attributes.includes(name) && !common.test(name);
  return (
    element.querySelector(':scope > [slot]') !== null ||
    element.getAttributeNames().some((name) => isUnknown(name) || key.test(element.getAttribute(name) ?? ''))
  );
}

export function checkHeaders(headers: Headers, hint: Hint): void {
  headers.forEach((value, name) => {
    if (key.test(value)) hint('key-in-page', `The header ${name}`);
  });
}
