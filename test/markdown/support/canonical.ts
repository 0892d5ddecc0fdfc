/**
 * DOM → a text in which two documents are equal if they say the same: the specification's HTML, the oracle's, and ours with its chrome
 * (code frames, table regions, safety attributes) taken off.
 */

const blocks = new Set(
  'P H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE PRE HR TABLE THEAD TBODY TR TH TD DIV DETAILS SUMMARY BODY TEMPLATE'.split(' '),
);
const kept = ['href', 'src', 'alt', 'title', 'start', 'align', 'type', 'checked', 'disabled'];

function isBlock(node: Node | null): boolean {
  return node instanceof Element && (blocks.has(node.tagName) || node.matches('.html'));
}

function attributes(element: Element): string {
  let text = '';
  for (const name of kept) {
    const value = element.getAttribute(name);
    if (value === null || (name === 'title' && value === '')) continue;
    text += ` ${name}="${value}"`;
  }
  if (element.tagName === 'CODE' && element.className.startsWith('language-')) text += ` class="${element.className}"`;
  return text;
}

/** Element whose children stand in its place. */
function isTransparent(element: Element): boolean {
  return (
    element.matches('div.code, div.table, span.code-piece, p.html') ||
    (element.tagName === 'P' &&
      element.parentElement?.tagName === 'LI' &&
      element.parentElement.parentElement?.matches('.tight') === true)
  );
}

type Item = string | { open: string; block: boolean } | { close: string; block: boolean };

function collect(node: Node, verbatim: boolean, items: Item[]): void {
  for (const child of node.childNodes) {
    if (child instanceof Text)
      items.push(verbatim ? child.data : child.data.replace(/[ \t\n\r]+/g, (space) => (space.includes('\n') ? '\n' : ' ')));
    if (!(child instanceof Element) || child.matches('.code-header, .link-host')) continue;
    const name = child.tagName.toLowerCase();
    if (child.matches('.math')) {
      items.push({ open: '<math>', block: false }, { close: '</math>', block: false });
      continue;
    }
    if (isTransparent(child)) {
      items.push('\n');
      collect(child, verbatim, items);
      items.push('\n');
      continue;
    }
    const block = isBlock(child);
    items.push({ open: `<${name}${attributes(child)}>`, block });
    collect(child, verbatim || name === 'pre', items);
    if (!['br', 'hr', 'img', 'input'].includes(name)) items.push({ close: `</${name}>`, block });
  }
}

export function canonical(root: Node): string {
  const items: Item[] = [];
  const whole = root.cloneNode(true);
  whole.normalize(); // where a text is cut into nodes says nothing
  collect(whole, false, items);
  let text = '';
  let inPre = false;
  let pending = '';
  const flush = (beforeBlock: boolean): void => {
    text += inPre ? pending : beforeBlock ? pending.replace(/[ \n]+$/, '') : pending;
    pending = '';
  };
  let afterBlock = true;
  for (const item of items) {
    if (typeof item === 'string') {
      pending += item;
      if (!inPre) {
        if (afterBlock) pending = pending.replace(/^[ \n]+/, '');
        pending = pending.replace(/ *\n[ \n]*/g, '\n');
      }
      if (pending !== '') afterBlock = false;
      continue;
    }
    flush(item.block);
    const tag = 'open' in item ? item.open : item.close;
    if (tag === '<pre>') inPre = true;
    if (tag === '</pre>') inPre = false;
    text += tag;
    afterBlock = item.block || tag === '<br>';
  }
  flush(true);
  return text;
}

export function canonicalHtml(html: string): string {
  const template = document.createElement('template');
  template.innerHTML = html;
  return canonical(template.content);
}
