/** A stretch of the text, in UTF-16 units, and what it is. */
export interface Span {
  from: number;
  to: number;
  scope: string;
}

/** Text nodes in order, and where each starts. */
export function textNodes(code: Element): { node: Text; start: number }[] {
  const nodes: { node: Text; start: number }[] = [];
  const walker = code.ownerDocument.createTreeWalker(code, 4 /* NodeFilter.SHOW_TEXT */);
  let start = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, start });
    start += node.length;
  }
  return nodes;
}
