/**
 * What a line may start, after the containers that it continues. Each function tells whether the line, or the rest of it, was that.
 */
import { appendElement } from '../dom/elements.js';
import { createMathBlock } from '../dom/formulas.js';
import { unescapeText } from '../syntax/entities.js';
import { scanHtmlBlockStart } from '../syntax/html-syntax.js';
import { countColumns, parseDelimiterRow } from '../syntax/table-syntax.js';
import type { BlockParser } from './block-parser.js';
import { Code } from './code.js';
import { Heading, headingName } from './heading.js';
import { HtmlBlock } from './html-block.js';
import { codeIndent, fenceStart, listMarker, type Container } from './leaf.js';
import { Summary } from './summary.js';
import { Table } from './table.js';

const underline = /^(?:=+|-+)[ \t]*$/;
const headingStart = /^(#{1,6})(?:[ \t]+|$)/;
const detailsTag = /^<(\/?)details>/i;

/** Three or more of one character. In two steps: a group repeated millions of times would exhaust a regular expression's stack. */
function isThematicBreak(text: string): boolean {
  return /^(?:[-\s]+|[*\s]+|[_\s]+)$/.test(text) && text.replace(/\s/g, '').length > 2;
}

/** A quote, a list item, or `<details>` and its end: the rest of the line may open more. */
export function startContainer(parser: BlockParser): boolean {
  const { line } = parser;
  if (parser.isDeep) return false;
  const text = line.nextText();
  if (text.startsWith('<')) return takeDetailsTag(parser, text);
  if (!parser.canNest) return false;
  if (text.startsWith('>')) {
    parser.pushContainer('quote', parser.parent(), 'blockquote');
    return line.takeQuoteMarker();
  }
  const match = listMarker.exec(text);
  if (!match || isThematicBreak(text) || (parser.paragraph && underline.test(text))) return false;
  const [marker, bullet, number, period] = match;
  // Only a list that has something in it, and starts at 1, interrupts a paragraph (5.2).
  if (parser.paragraph && (text.slice(marker.length).trim() === '' || (number !== undefined && Number(number) !== 1)))
    return false;
  const { indent } = line;
  line.skipToNext();
  line.advance(marker.length);
  line.find();
  const padding = line.blank || line.indent > codeIndent ? 1 : line.indent;
  line.advanceColumns(padding);
  const list = openList(parser, bullet ?? period ?? '', number);
  // CSS cannot measure numbers, and long ones need room.
  if (list.number++ > 99) list.element.classList.add(list.number > 10_000 ? 'longer' : 'long');
  const item = parser.pushContainer('item', list, 'li');
  item.indent = indent + marker.length + padding;
  // A number is wider than what models indent by.
  item.least = number === undefined ? item.indent : Math.min(item.indent, indent + 2);
  return true;
}

function takeDetailsTag(parser: BlockParser, text: string): boolean {
  const [tag, end] = detailsTag.exec(text) ?? [];
  const { openDetails, line } = parser;
  if (tag === undefined || !(end ? openDetails > 0 : parser.canNest)) return false;
  if (end) {
    parser.closeTo(openDetails);
    parser.matched = openDetails;
  } else parser.pushContainer('details', parser.parent(), 'details');
  line.skipToNext();
  line.advance(tag.length);
  return true;
}

/** The list that the item goes on, or a new one. */
function openList(parser: BlockParser, marker: string, number: string | undefined): Container {
  parser.closeTo(parser.matched);
  const last = parser.path.length - 1;
  const open = parser.path[last];
  if (open?.kind === 'list' && open.marker === marker) {
    parser.loosen(last);
    return open;
  }
  const list = parser.pushContainer('list', parser.parent(), number === undefined ? 'ul' : 'ol');
  list.element.setAttribute('class', 'tight');
  list.marker = marker;
  list.empty = false;
  if (number === undefined) list.number = -Infinity;
  else if ((list.number = Number(number)) !== 1) list.element.setAttribute('start', String(list.number));
  return list;
}

/** Any leaf but a paragraph. */
export function startLeaf(parser: BlockParser): boolean {
  const { line, context } = parser;
  if (parser.isDeep) {
    // Text that goes on in a paragraph, also lazily, may be indented as it likes.
    if (parser.lazyParagraph) return false;
    const code = new Code(context, parser.parent());
    line.advanceColumns(codeIndent);
    parser.open(code, line.restWithIndent());
    return true;
  }
  const text = line.nextText();
  switch (text[0]) {
    case '#':
      return startHeading(parser, text);
    case '`':
    case '~':
      return startFence(parser, text);
    case '<':
      return startHtml(parser, text);
    case '$':
    case '\\':
      return startMath(parser, text);
    case '=':
    case '-':
    case '|':
    case ':':
      return startUnder(parser, text) || startBreak(parser, text);
    case '*':
    case '_':
      return startBreak(parser, text);
    default:
      return false;
  }
}

function startHeading(parser: BlockParser, text: string): boolean {
  const match = headingStart.exec(text);
  if (!match) return false;
  const element = appendElement(parser.parent().element, headingName(match[1]?.length ?? 1, parser.context));
  parser.open(new Heading(parser.context, element), text.slice(match[0].length));
  return true;
}

function startFence(parser: BlockParser, text: string): boolean {
  const match = fenceStart.exec(text);
  if (!match) return false;
  if (!parser.context.options.fences?.['math'] && startMath(parser, text)) return true;
  const info = unescapeText((match[2] ?? match[4] ?? '').trim());
  const fence = { run: match[1] ?? match[3] ?? '', indent: parser.line.indent, info };
  parser.openAfterLine(new Code(parser.context, parser.parent(), fence));
  return true;
}

function startHtml(parser: BlockParser, text: string): boolean {
  const container = parser.path[parser.matched - 1];
  if (container?.kind === 'details' && container.empty && /^<summary>/i.test(text)) {
    parser.open(new Summary(parser.context, appendElement(parser.parent().element, 'summary')), text.slice(9));
    return true;
  }
  const start = scanHtmlBlockStart(text, parser.lazyParagraph !== undefined);
  if (start) parser.open(new HtmlBlock(parser.parent(), start.close), parser.line.restWithIndent());
  return start !== undefined;
}

function startMath(parser: BlockParser, text: string): boolean {
  const { context } = parser;
  const block = context.math?.MathBlock.opened(text, (source, tex) => {
    element.append(createMathBlock(context, source, tex));
  });
  if (!block) return false;
  const { element } = parser.parent();
  parser.openAfterLine(block);
  return true;
}

/** What makes something else of the paragraph above: `===` or `---` a heading (4.3), a delimiter row a table. */
function startUnder(parser: BlockParser, text: string): boolean {
  const { paragraph, lazyParagraph, context } = parser;
  const first = text.startsWith('=');
  if (
    paragraph &&
    underline.test(text) &&
    (first || paragraph.isTitle) &&
    paragraph.closeAsHeading(headingName(first ? 1 : 2, context))
  ) {
    parser.leaf = undefined;
    return true;
  }
  // A table may stand directly under a list item or a quote: then both lines leave it out.
  if (lazyParagraph?.matched !== parser.matched) return false;
  const alignments = parseDelimiterRow(text);
  if (!alignments) return false;
  const head = lazyParagraph.lastLine;
  const columns = countColumns(head, alignments.length);
  const piped = paragraph ? columns === alignments.length || text.includes('|') : head.includes('|');
  if (columns === 0 || !piped) return false;
  while (alignments.length < columns) alignments.push(undefined);
  lazyParagraph.closeBeforeLastLine();
  parser.leaf = undefined;
  parser.openAfterLine(new Table(context, parser.parent(), { head, alignments }));
  return true;
}

function startBreak(parser: BlockParser, text: string): boolean {
  const found = isThematicBreak(text);
  if (found) appendElement(parser.parent().element, 'hr');
  return found;
}
