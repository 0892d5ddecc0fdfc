/**
 * The allow-list. Every node of a reply is created here, from these names alone, and by createElement and text nodes alone: there is no
 * way from model text to an element, an attribute or a style that is not on it, and nothing for a CSP or Trusted Types to forbid.
 */

const elementNames = [
  'a', 'b', 'blockquote', 'br', 'button', 'code', 'del', 'details', 'div', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'input', 'ins',
  'kbd', 'li', 'mark', 'ol', 'p', 'pre', 's', 'small', 'span', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul',
] as const; // prettier-ignore
const attributeNames = [
  'alt', 'aria-label', 'checked', 'class', 'data-source', 'dir', 'disabled', 'href', 'loading', 'open', 'part', 'referrerpolicy', 'rel', 'role', 'src', 'start',
  'tabindex', 'target', 'title', 'translate', 'type', 'align',
] as const; // prettier-ignore

export type ElementName = (typeof elementNames)[number];
type AttributeName = (typeof attributeNames)[number];
export type Attributes = { [Name in AttributeName]?: string | undefined };

/** For tests and for owners who filter on their side: what a reply can consist of (formulas add MathML's own list). */
export const allowedElements: readonly string[] = elementNames;
export const allowedAttributes: readonly string[] = attributeNames;

export function createElement<Name extends ElementName>(
  document: Document,
  name: Name,
  attributes?: Attributes,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const key in attributes) {
    const value = attributes[key as AttributeName];
    if (value !== undefined) element.setAttribute(key, value);
  }
  return element;
}

/** The same, at the end of an element. */
export function appendElement<Name extends ElementName>(
  parent: Element,
  name: Name,
  attributes?: Attributes,
): HTMLElementTagNameMap[Name] {
  return parent.appendChild(createElement(parent.ownerDocument, name, attributes));
}

/** Sets what differs, so that a node that is written again is not touched without need. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const name of Object.keys(attributes) as AttributeName[]) {
    const value = attributes[name];
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
