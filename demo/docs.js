/** A page of the documentation, drawn by the widget's own renderer; the list of all pages; the search. */
import { MarkdownStream } from '/dist/markdown.js';

/** @typedef {import('./ask/pages.js').Page} Page */

/** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {Partial<HTMLElementTagNameMap[Name]>} [properties] @param {(Node | string)[]} children */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** @param {string} selector @returns {HTMLElement} */
function find(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** @param {string} path */
const load = async (path) => (await fetch(path)).json();

const path = location.pathname;
const [contents, page] = /** @type {[Pick<Page, 'path' | 'title' | 'group'>[], Page]} */ (
  await Promise.all([load('/docs/contents.json'), load(`${path.replace(/\/$/, '/index')}.json`)])
);

document.title = page.path === '/docs/' ? 'Documentation · chat-8080' : `${page.title} · chat-8080`;

const navigation = find('nav');
for (const group of new Set(contents.map((each) => each.group))) {
  if (group === '') continue;
  const links = contents
    .filter((each) => each.group === group)
    .map((each) => {
      const link = element('a', { href: each.path, textContent: each.title });
      if (each.path === path) link.setAttribute('aria-current', 'page');
      return element('li', {}, link);
    });
  navigation.append(element('h2', { textContent: group }), element('ul', {}, ...links));
}
const details = /** @type {HTMLDetailsElement} */ (find('#contents'));
const isWide = matchMedia('(min-width: 60rem)');
const fold = () => void (details.open = isWide.matches);
isWide.addEventListener('change', fold);
fold();

const main = find('main');
for (const { id, title, level, text } of page.passages) {
  const heading = element(/** @type {'h2'} */ (`h${level}`), { id, textContent: title });
  const section = element('section', {}, heading);
  main.append(section);
  const stream = new MarkdownStream(section, { headingLevel: level });
  stream.append(text);
  await stream.end();
  for (const link of section.querySelectorAll('a')) {
    if (link.origin === location.origin) link.removeAttribute('target'); // a page of the same documentation
  }
  if (level > 1) {
    const link = element('a', { href: `#${id}`, className: 'anchor', textContent: '#' });
    link.setAttribute('aria-label', `Link to “${title}”`);
    heading.append(' ', link);
  }
}
main.removeAttribute('aria-busy');
// The place was not there yet when the browser looked for it.
if (location.hash !== '') document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();

// A source that is on another page takes this one's place: the conversation is kept.
find('chat-8080').addEventListener('chat-link', (event) => {
  const { href } = /** @type {CustomEvent<{ href: string }>} */ (event).detail;
  const target = new URL(href, location.href);
  if (target.origin !== location.origin || target.pathname === location.pathname) return;
  event.preventDefault();
  location.assign(target);
});

const form = /** @type {HTMLFormElement} */ (find('form'));
const input = /** @type {HTMLInputElement} */ (find('input'));
const results = find('#results');
const [status, list] = /** @type {[HTMLElement, HTMLElement]} */ ([find('#results p'), find('#results ul')]);
let latest = '';

async function search() {
  const words = input.value.trim();
  latest = words;
  /** @type {{ url: string, title: string, quote: string }[]} */
  const found = words === '' ? [] : await load(`/docs/search?q=${encodeURIComponent(words)}`);
  if (latest !== words) return; // somebody has typed on
  results.hidden = words === '';
  status.textContent = found.length === 0 ? `Nothing found for “${words}”.` : `Found for “${words}”: ${found.length}`;
  list.replaceChildren(
    ...found.map(({ url, title, quote }) =>
      element(
        'li',
        {},
        element('a', { href: url, textContent: title }),
        element('p', { textContent: quote.replaceAll('`', '') }),
      ),
    ),
  );
}

input.addEventListener('input', () => void search());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void search().then(() => list.querySelector('a')?.focus());
});
list.addEventListener('click', () => {
  results.hidden = true; // the place may be on this page
});
