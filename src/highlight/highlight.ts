// Colours for code that has closed. The text is not touched where the browser can paint ranges (CSS Custom Highlight API, in every engine
// since 2025); elsewhere spans are laid around it. Names are highlight.js's scopes: `::highlight(chat-8080-keyword)`, `.hljs-keyword`.
import core from '@highlightjs/cdn-assets/es/core.min.js';
import { findLanguage } from './languages.js';

export type Highlight = (code: Element, language: string) => Promise<void>;

/** A stretch of the text, in UTF-16 units, and what it is. */
export interface Span {
  from: number;
  to: number;
  scope: string;
}

/** Scopes as they are styled: highlight.js subdivides some of them (`title function_`). */
const scopes = new Set(
  'keyword built_in type literal number operator property regexp string subst symbol class function variable title params comment doctag meta section tag name attr attribute bullet code emphasis strong formula link quote selector-tag selector-id selector-class selector-attr selector-pseudo template-tag template-variable addition deletion char'.split(
    ' ',
  ),
);

const part = /<span class="([^"]*)">|<\/span>|&(amp|lt|gt|quot|#x27);|[^<&]+/g;

/** Reads highlight.js's output, which consists of exactly these parts; its elements are never created. */
export function parseSpans(html: string): Span[] {
  const spans: Span[] = [];
  const open: { from: number; scope: string }[] = [];
  let at = 0;
  for (const [whole, classes, entity] of html.matchAll(part)) {
    if (classes !== undefined) open.push({ from: at, scope: classes.replace(/^hljs-/, '').split(' ')[0] ?? '' });
    else if (whole === '</span>') {
      const span = open.pop();
      if (span && at > span.from && scopes.has(span.scope)) spans.push({ from: span.from, to: at, scope: span.scope });
    } else at += entity === undefined ? whole.length : 1;
  }
  return spans;
}

/** Text nodes in order, and where each starts. */
function textNodes(code: Element): { node: Text; start: number }[] {
  const nodes: { node: Text; start: number }[] = [];
  const walker = code.ownerDocument.createTreeWalker(code, 4 /* NodeFilter.SHOW_TEXT */);
  let start = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, start });
    start += node.length;
  }
  return nodes;
}

/** Paints ranges; static ones, because live ranges would make every later change of the document pay for them. */
function paint(code: Element, spans: readonly Span[]): void {
  const nodes = textNodes(code);
  const find = (offset: number, from: number): number => {
    let index = from;
    while (index + 1 < nodes.length && (nodes[index + 1]?.start ?? Infinity) <= offset) index++;
    return index;
  };
  let near = 0;
  for (const { from, to, scope } of [...spans].sort((a, b) => a.from - b.from)) {
    near = find(from, near);
    const first = nodes[near];
    const last = nodes[find(to - 1, near)];
    if (!first || !last) continue;
    const name = `chat-8080-${scope}`;
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, highlight);
    highlight.add(
      new StaticRange({
        startContainer: first.node,
        startOffset: from - first.start,
        endContainer: last.node,
        endOffset: to - last.start,
      }),
    );
  }
}

/** Lays spans around the text, innermost scope last; text that crosses nodes is cut at them. */
function wrap(code: Element, spans: readonly Span[]): void {
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

/** Colours a block of code if its language is known; an unknown one is left as it is. */
export const highlight: Highlight = async (code, language) => {
  const found = findLanguage(language);
  if (!found) return;
  if (!core.getLanguage(found.name)) core.registerLanguage(found.name, (await found.load()).default);
  const spans = parseSpans(core.highlight(code.textContent, { language: found.name, ignoreIllegals: true }).value);
  if ('highlights' in CSS && typeof Highlight === 'function') paint(code, spans);
  else wrap(code, spans);
};
