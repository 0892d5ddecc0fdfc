/** Messages as they are drawn, in another form: without their controls, which mean nothing elsewhere. */

/** Where one thing ends that is read, and another begins. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, th, td, pre, br';

/** As they are written: a "<" in a text or an attribute is "&lt;" there. */
const controls = /<button\b.*?<\/button>|<span class="code-language".*?<\/span>/gs;

/**
 * To be pasted. Not from a clone: what is put into an element with dir="auto" costs Chromium a walk through all that is in it already. In
 * Chromium 143 a paragraph of 32,000 words in italics took 3.6 s to clone.
 */
export function htmlOf(drawn: readonly Element[]): string {
  const serializer = new XMLSerializer();
  return drawn.map((element) => serializer.serializeToString(element).replace(controls, '')).join('');
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
  if (node.matches('button, .code-language')) return '';
  if (node instanceof HTMLImageElement) return node.alt;
  const text = Array.from(node.childNodes, textOf).join('');
  return node.matches(blocks) ? `${text}\n` : text;
}
