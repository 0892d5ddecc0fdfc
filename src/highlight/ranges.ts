/** Painting without touching the text: ranges that the page's registry of highlights holds, CSS.highlights. */
import { margins } from './near-view.js';
import { textNodes, type Span } from './text.js';

/** The ranges of each block of code, or piece of it, with the name of the highlight that paints them. */
const painted = new WeakMap<Element, readonly (readonly [name: string, range: StaticRange])[]>();

/**
 * Only code near the view is registered. Chromium validates every registered range each time it draws a document that has changed
 * (https://github.com/w3c/csswg-drafts/issues/4598): 100 earlier replies, all of them out of view and with 12 ranges each, took 3 ms of each
 * frame of the reply that was coming (Chromium 149). WebKit pays when it paints: https://bugs.webkit.org/show_bug.cgi?id=323171
 * When both are mended this still has a use: the registry would keep what has left the document for ever.
 */
const nearView = (): IntersectionObserver =>
  new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else {
        near.delete(target);
        if (registered.delete(target)) change(target, 'delete');
      }
    }
    for (const code of near) register(code);
  }, margins);
let observer: IntersectionObserver | undefined;
const near = new Set<Element>();
const registered = new Set<Element>();

/**
 * So many are registered at once; what has no room stays plain until there is some. 7000 ranges in a line of 14,000 characters made each
 * frame one of 180 ms (Chromium 143, a shared server). A view is full with about 500.
 */
const mostRanges = 2000;
let ranges = 0;

function register(code: Element): void {
  const count = painted.get(code)?.length ?? 0;
  if (registered.has(code) || ranges + count > mostRanges) return;
  registered.add(code);
  change(code, 'add');
}

function change(code: Element, how: 'add' | 'delete'): void {
  for (const [name, range] of painted.get(code) ?? []) {
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, highlight);
    highlight[how](range);
    ranges += how === 'add' ? 1 : -1;
  }
}

/** Paints what is known of a block of code while it is near the view. Static ranges: every later change of the document would pay for live ones. */
export function paint(code: Element, spans: readonly Span[]): void {
  const nodes = textNodes(code);
  const find = (offset: number, from: number): number => {
    let index = from;
    while (index + 1 < nodes.length && (nodes[index + 1]?.start ?? Infinity) <= offset) index++;
    return index;
  };
  const byPiece = new Map<Element, [string, StaticRange][]>();
  let at = 0;
  for (const { from, to, scope } of [...spans].sort((a, b) => a.from - b.from)) {
    at = find(from, at);
    const first = nodes[at];
    const last = nodes[find(to - 1, at)];
    if (!first || !last) continue;
    // A long block is laid out in pieces, each of them near the view or not.
    const piece = first.node.parentElement ?? code;
    const range = new StaticRange({
      startContainer: first.node,
      startOffset: from - first.start,
      endContainer: last.node,
      endOffset: to - last.start,
    });
    const found = byPiece.get(piece);
    if (found) found.push([`chat-8080-${scope}`, range]);
    else byPiece.set(piece, [[`chat-8080-${scope}`, range]]);
  }
  observer ??= nearView();
  for (const [piece, found] of byPiece) {
    painted.set(piece, found);
    observer.observe(piece);
  }
}
