/** Where one thing ends that is read, and another begins. */
const blocks = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th', 'td', 'pre', 'br']);

/** To be read out: no marks, the names of pictures, a line for each block. */
export function readableText(drawn: readonly Element[]): string {
  return drawn
    .flatMap((element) => textOf(element).split('\n'))
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

/** By names and from sibling to sibling: selectors and lists of children cost three times as much, at the end of each reply. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  const { localName, className } = node as Element;
  if (localName === 'button' || className === 'code-language') return '';
  if (localName === 'img') return (node as HTMLImageElement).alt;
  let text = '';
  for (let child = node.firstChild; child; child = child.nextSibling) text += textOf(child);
  return blocks.has(localName) ? `${text}\n` : text;
}
