import { textNodes, type Span } from './text.js';

/** Lays spans around the text, each character in its innermost; text that crosses nodes is cut at them. The spans are nested, or apart. */
export function wrap(code: Element, spans: readonly Span[]): void {
  const ordered = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  const open: Span[] = [];
  let next = 0;
  for (const { node, start } of textNodes(code)) {
    const end = start + node.length;
    const pieces: (string | Node)[] = [];
    for (let at = start; at < end;) {
      while ((ordered[next]?.from ?? Infinity) <= at) open.push(ordered[next++] as Span);
      while ((open.at(-1)?.to ?? Infinity) <= at) open.pop();
      const innermost = open.at(-1);
      const to = Math.min(end, innermost?.to ?? end, ordered[next]?.from ?? end);
      const text = node.data.slice(at - start, to - start);
      if (innermost) {
        const span = code.ownerDocument.createElement('span');
        span.className = `hljs-${innermost.scope}`;
        span.append(text);
        pieces.push(span);
      } else pieces.push(text);
      at = to;
    }
    if (pieces.some((piece) => piece !== node.data)) node.replaceWith(...pieces);
  }
}
