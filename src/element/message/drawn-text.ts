/** Messages as they are drawn, in another form: without their controls, which mean nothing elsewhere. */

/** Where one thing ends that is read, and another begins. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, th, td, pre, br';

/** To be pasted. */
export function htmlOf(drawn: readonly Element[]): string {
  const serializer = new XMLSerializer();
  return drawn.map((element) => serializer.serializeToString(withoutControls(element))).join('');
}

/** To be read out: no marks, the names of pictures, a line for each block. */
export function readableText(drawn: readonly Element[]): string {
  return drawn
    .map((element) => {
      const copy = withoutControls(element);
      for (const image of copy.querySelectorAll('img')) image.replaceWith(image.alt);
      for (const block of copy.querySelectorAll(blocks)) block.append('\n');
      return copy.textContent.replace(/\s*\n\s*/g, '\n').trim();
    })
    .join('\n');
}

function withoutControls(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  for (const control of copy.querySelectorAll('button, .code-language')) control.remove();
  return copy;
}
