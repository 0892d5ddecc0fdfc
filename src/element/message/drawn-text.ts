/** Where one thing ends that is read, and another begins. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, th, td, pre, br';

/** To be read out: no marks, the names of pictures, a line for each block. */
export function readableText(drawn: readonly Element[]): string {
  return drawn
    .flatMap((element) => textOf(element).split('\n'))
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

function textOf(node: Node): string {
  if (!(node instanceof Element)) return node instanceof Text ? node.data : '';
  if (node.matches('button, .code-language')) return '';
  if (node instanceof HTMLImageElement) return node.alt;
  const text = Array.from(node.childNodes, textOf).join('');
  return node.matches(blocks) ? `${text}\n` : text;
}
