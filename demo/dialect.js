/** Each repair of the chat dialect: its rule, and its examples as they are written and as they are drawn. */
import { MarkdownStream } from '/dist/markdown.js';

/** @typedef {import('./dialect/repair.js').Repair} Repair */

/** @param {string} name @param {string} [text] @param {string} [className] */
function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

/** @param {string} markdown */
function drawn(markdown) {
  const target = element('td', '', 'drawn');
  const stream = new MarkdownStream(target, { math: true, headingLevel: 3 });
  stream.append(markdown);
  void stream.end();
  return target;
}

/** @param {Repair} repair */
function section({ name, rule, examples }) {
  const table = element('table');
  for (const [markdown] of examples) {
    const row = table.appendChild(element('tr'));
    row.appendChild(element('td')).append(element('pre', markdown));
    row.append(drawn(markdown));
  }
  const made = element('section');
  made.append(element('h3', name), element('p', rule, 'rule'), table);
  return made;
}

/** @type {Record<string, Repair[]>} */
const dialect = await (await fetch('/dialect/repairs')).json();
const main = document.querySelector('#dialect');
for (const [heading, repairs] of Object.entries(dialect)) {
  main?.append(element('h2', heading), ...repairs.map(section));
}
