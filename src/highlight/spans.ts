import { textNodes, type Span } from './text.js';

/** Lays spans around the text, innermost scope last; text that crosses nodes is cut at them. */
export function wrap(code: Element, spans: readonly Span[]): void {
  const ordered = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  for (const { node, start } of textNodes(code)) {
    const end = start + node.length;
    const inside = ordered.filter((span) => span.from < end && span.to > start);
    if (inside.length === 0) continue;
    const cuts = [...new Set([start, end, ...inside.flatMap(({ from, to }) => [Math.max(from, start), Math.min(to, end)])])].sort(
      (a, b) => a - b,
    );
    const pieces = cuts.slice(0, -1).map((from, index) => {
      const text = node.data.slice(from - start, (cuts[index + 1] ?? end) - start);
      const innermost = inside.filter((span) => span.from <= from && span.to > from).at(-1);
      if (!innermost) return text;
      const span = code.ownerDocument.createElement('span');
      span.className = `hljs-${innermost.scope}`;
      span.append(text);
      return span;
    });
    node.replaceWith(...pieces);
  }
}
