/** Messages as they are drawn, in another form: without their controls, which mean nothing elsewhere. */

const controls = 'button, .code-language';
/** Where one thing ends that is read, and another begins. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, th, td, pre, br';

/** To be pasted. */
export function htmlOf(drawn: readonly Element[]): string {
  const serializer = new XMLSerializer();
  return drawn.map((element) => serializer.serializeToString(copyOf(element))).join('');
}

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
  if (node.matches(controls)) return '';
  if (node instanceof HTMLImageElement) return node.alt;
  const text = Array.from(node.childNodes, textOf).join('');
  return node.matches(blocks) ? `${text}\n` : text;
}

/**
 * Not by `cloneNode(true)`: what is put into an element with dir="auto" costs Chromium a walk through all that is in it already, so there
 * `dir` comes last. In Chromium 143 a paragraph of 32,000 words in italics took 3.6 s to clone, and 10 ms without dir="auto". It can be
 * the one call again when both take as long.
 */
function copyOf(element: Element): Element {
  const copy = element.cloneNode() as Element;
  const dir = copy.getAttribute('dir');
  copy.removeAttribute('dir');
  for (const child of element.childNodes) {
    if (!(child instanceof Element)) copy.append(child.cloneNode());
    else if (!child.matches(controls)) copy.append(copyOf(child));
  }
  if (dir !== null) copy.setAttribute('dir', dir);
  return copy;
}
