/** The parser is between the tags of the element, so that a JSON child may still come, or the rest of its text. */
export function isBeingParsed(element: Element): boolean {
  if (element.ownerDocument.readyState !== 'loading') return false;
  for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return false;
  return true;
}
