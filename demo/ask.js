/** The documentation, passage by passage, drawn by the widget's own renderer. */
import { MarkdownStream } from '/dist/markdown.js';

/** @type {import('./ask/passages.js').Passage[]} */
const passages = await (await fetch('/ask/passages')).json();
const main = /** @type {HTMLElement} */ (document.querySelector('#documentation'));
for (const { id, title, level, text } of passages) {
  const section = document.createElement('section');
  const heading = document.createElement(`h${Math.min(6, level + 1)}`);
  heading.id = id;
  heading.textContent = title.replaceAll('`', '');
  section.append(heading);
  main.append(section);
  const stream = new MarkdownStream(section, { headingLevel: Math.min(5, level + 1) });
  stream.append(text);
  void stream.end();
}
main.removeAttribute('aria-busy');
// The place was not there yet when the browser looked for it.
if (location.hash !== '') document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
