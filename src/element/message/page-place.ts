/** A source that is on the page itself: found, scrolled to, marked. */

/** Names the mark for `::highlight()`; the page's own sheets can restyle it. */
const markName = 'chat-8080-source';

/** In characters; what is longer is no quotation. */
const longestText = 2_000;

/** Text of these is never seen. */
const unseen = 'script, style, noscript, template, [hidden]';

let sheet: CSSStyleSheet | undefined;

/**
 * @param href Absolute, of a link to a place on the page: `#id`, or a text fragment, `#:~:text=first%20words,last%20words`
 *   (https://wicg.github.io/scroll-to-text-fragment/), of which the first directive counts.
 * @returns undefined where it leads to another page, or to a place that there is not
 */
export function placeOnPage(document: Document, href: string): Range | undefined {
  const url = new URL(href);
  // Not of the document, where an `<img name="URL">` can stand in its place.
  const here = new URL(location.href);
  if (url.hash === '' || url.origin + url.pathname + url.search !== here.origin + here.pathname + here.search) return undefined;
  const [id = '', directives = ''] = url.hash.slice(1).split(':~:');
  const directive = /(?:^|&)text=([^&]*)/.exec(directives)?.[1];
  const found = directive === undefined ? undefined : textPlace(document, directive);
  if (found) return found;
  const target = id === '' ? null : document.getElementById(decoded(id));
  if (!target) return undefined;
  const range = document.createRange();
  range.selectNodeContents(target);
  return range;
}

/** Scrolls there, marks it until the next place is shown, and gives it the focus, so that a screen reader reads on from there. */
export function showPlace(range: Range): void {
  const { commonAncestorContainer: node } = range;
  const element = node instanceof Element ? node : node.parentElement;
  const { ownerDocument } = node;
  if (!element || !ownerDocument) return;
  if (typeof Highlight === 'function' && 'highlights' in CSS) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(`::highlight(${markName}) { background-color: Mark; color: MarkText; }`);
      ownerDocument.adoptedStyleSheets.push(sheet);
    }
    CSS.highlights.set(markName, new Highlight(range));
  } else
    ownerDocument.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // The start of a long range, not its middle.
  (range.startContainer.parentElement ?? element).scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' });
  if (element.hasAttribute('tabindex')) (element as HTMLElement).focus({ preventScroll: true });
  else {
    element.setAttribute('tabindex', '-1');
    (element as HTMLElement).focus({ preventScroll: true });
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
}

/** `[prefix-,]start[,end][,-suffix]`; what stands around the text only tells which of several it is: the first is taken. */
function textPlace(document: Document, directive: string): Range | undefined {
  const [start = '', end] = directive.split(',').filter((part) => !part.endsWith('-') && !part.startsWith('-'));
  const { text, nodes } = textOf(document);
  const first = plain(decoded(start));
  const from = first === '' || first.length > longestText ? -1 : text.indexOf(first);
  if (from < 0) return undefined;
  let to = from + first.length;
  const last = end === undefined ? '' : plain(decoded(end));
  if (last !== '') {
    const at = text.indexOf(last, to);
    if (at < 0) return undefined;
    to = at + last.length;
  }
  const range = document.createRange();
  const [startNode, endNode] = [nodeAt(nodes, from), nodeAt(nodes, to - 1)];
  if (!startNode || !endNode) return undefined;
  range.setStart(startNode.node, startNode.offsets[from - startNode.at] ?? 0);
  range.setEnd(endNode.node, (endNode.offsets[to - 1 - endNode.at] ?? 0) + 1);
  return range;
}

interface TextPiece {
  node: Text;
  /** Where it begins in the whole. */
  at: number;
  /** Of each character of the piece, where it stands in the node. */
  offsets: number[];
}

/** The page's words, white space as one space, in small letters: as they are compared. */
function textOf(document: Document): { text: string; nodes: TextPiece[] } {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(unseen) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let text = '';
  const nodes: TextPiece[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const piece: TextPiece = { node, at: text.length, offsets: [] };
    for (let index = 0; index < node.length; index++) {
      const character = node.data.charAt(index);
      const isSpace = /\s/.test(character);
      if (isSpace && (text === '' || text.endsWith(' '))) continue;
      const small = isSpace ? ' ' : character.toLowerCase();
      // `İ` is two in small letters.
      text += small.length === 1 ? small : character;
      piece.offsets.push(index);
    }
    nodes.push(piece);
  }
  return { text, nodes };
}

function nodeAt(nodes: readonly TextPiece[], place: number): TextPiece | undefined {
  return nodes.find(({ at, offsets }) => place >= at && place < at + offsets.length);
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** A lone `%` is no reason to fail. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
