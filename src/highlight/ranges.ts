/** Painting without touching the text: ranges that the page's registry of highlights holds, CSS.highlights. */
import { textNodes, type Span } from './text.js';

/** The ranges of each block of code, by the name of the highlight that paints them. */
const painted = new WeakMap<Element, ReadonlyMap<string, readonly StaticRange[]>>();

/**
 * Only code near the view is registered. Chromium validates every registered range each time it draws a document that has changed
 * (https://github.com/w3c/csswg-drafts/issues/4598): 100 earlier replies, all of them out of view and with 12 ranges each, took 3 ms of each
 * frame of the reply that was coming (Chromium 149). WebKit pays when it paints: https://bugs.webkit.org/show_bug.cgi?id=323171
 * When both are mended this still has a use: the registry would keep what has left the document for ever.
 */
const nearView = (): IntersectionObserver =>
  new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) register(target, isIntersecting);
    },
    // A view further, in the page and in what scrolls within it: colours are there before the code is.
    { rootMargin: '100%', scrollMargin: '100%' },
  );
let observer: IntersectionObserver | undefined;

function register(code: Element, isNear: boolean): void {
  for (const [name, ranges] of painted.get(code) ?? []) {
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, highlight);
    for (const range of ranges) {
      if (isNear) highlight.add(range);
      else highlight.delete(range);
    }
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
  const byName = new Map<string, StaticRange[]>();
  let near = 0;
  for (const { from, to, scope } of [...spans].sort((a, b) => a.from - b.from)) {
    near = find(from, near);
    const first = nodes[near];
    const last = nodes[find(to - 1, near)];
    if (!first || !last) continue;
    const name = `chat-8080-${scope}`;
    const ranges = byName.get(name) ?? [];
    byName.set(name, ranges);
    ranges.push(
      new StaticRange({
        startContainer: first.node,
        startOffset: from - first.start,
        endContainer: last.node,
        endOffset: to - last.start,
      }),
    );
  }
  painted.set(code, byName);
  observer ??= nearView();
  observer.observe(code);
}
