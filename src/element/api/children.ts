/** What the page has written between the tags of the element. */

/** Waits until the parser has seen all of it: a JSON child may still come, or the rest of its text. */
export async function childrenParsed(element: Element): Promise<void> {
  while (isBeingParsed(element)) await new Promise((resolve) => setTimeout(resolve));
}

export function hasJsonChild(element: Element): boolean {
  return element.querySelector(':scope > script[type="application/json"]') !== null;
}

/** The parser is between the tags of the element. */
function isBeingParsed(element: Element): boolean {
  if (element.ownerDocument.readyState !== 'loading') return false;
  for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return false;
  return true;
}
