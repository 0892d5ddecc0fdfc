/** Whether a page's tag is worth a closer look, by `page-check.ts`, which most pages never load. */
import { keyPattern } from '../../conversation/index.js';
import type { Hint } from './hints.js';

/** Attributes that any element can have. */
const common = /^(?:id|class|style|slot|part|title|lang|dir|hidden|role|tabindex|inert|autofocus|translate|(?:data|aria)-.*)$/;

/** @param attributes those of the element itself */
export function isOdd(element: Element, attributes: readonly string[]): boolean {
  const isUnknown = (name: string): boolean => !attributes.includes(name) && !common.test(name);
  return (
    element.querySelector(':scope > [slot]') !== null ||
    element.getAttributeNames().some((name) => isUnknown(name) || keyPattern.test(element.getAttribute(name) ?? ''))
  );
}

export function checkHeaders(headers: Headers, hint: Hint): void {
  headers.forEach((value, name) => {
    if (keyPattern.test(value)) hint('key-in-page', `The header ${name}`);
  });
}
