// What a line may start, and what the literal blocks (code, HTML, formulas) take of it.
import type { BlockParser } from './blocks.js';
import { Code } from './code.js';
import { createElement } from './elements.js';
import { unescapeText } from './entities.js';
import { Heading, headingName } from './heading.js';
import { scanHtmlBlockStart } from './html-syntax.js';
import type { Container, Leaf } from './leaf.js';
import { HtmlText, MathBlock } from './literal.js';
import { Table } from './table.js';
import { parseDelimiterRow, splitRow } from './table-syntax.js';

const underline = /^(?:=+|-+)[ \t]*$/;
const headingStart = /^(#{1,6})(?:[ \t]+|$)/;
const fenceStart = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/s;
const listMarker = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/;
const mathStart = /^(\$\$|\\\[)[ \t]*$/;

/** Three or more of one character. In two steps: a group repeated millions of times would exhaust a regular expression's stack. */
function isThematicBreak(text: string): boolean {
  return /^(?:[-\s]+|[*\s]+|[_\s]+)$/.test(text) && text.replace(/\s/g, '').length > 2;
}

/** Code is indented by at least so many columns. */
const codeIndent = 4;

export class BlockStarts {
  constructor(private readonly parser: BlockParser) {}

  takesBlankLine(leaf: Leaf): boolean {
    const { line } = this.parser;
    if (leaf instanceof Code) {
      line.advanceColumns(leaf.fence ? leaf.fence.indent : codeIndent);
      leaf.blankLine(line.restWithIndent());
      return true;
    }
    if (leaf.kind === 'math' || (leaf instanceof HtmlText && leaf.end)) {
      leaf.startLine('');
      return true;
    }
    return false;
  }

  /** A blank line inside these is theirs; after indented code it may yet stand between two blocks. */
  keepsBlankLine(leaf: Leaf): boolean {
    return !(leaf instanceof Code) || leaf.fence !== undefined;
  }

  /** True: the line is the leaf's own. */
  continueLiteral(leaf: Leaf, complete: boolean): boolean {
    const { parser } = this;
    const { line } = parser;
    if (leaf instanceof Code) {
      const { fence } = leaf;
      if (!fence) {
        if (line.indent < codeIndent) return false;
        line.advanceColumns(codeIndent);
      } else {
        if (complete && line.indent < codeIndent && this.closesFence(line.nextText(), fence.character, fence.length)) {
          parser.closeLeaf();
          return true;
        }
        line.advanceColumns(fence.indent);
      }
      leaf.startLine(line.restWithIndent());
      return true;
    }
    if (leaf.kind === 'html' || leaf.kind === 'math') {
      leaf.startLine(line.restWithIndent());
      return true;
    }
    return false;
  }

  /** A quote or a list item; true: one has opened, and the rest of the line may open more. */
  startContainer(): boolean {
    const { parser } = this;
    const { line } = parser;
    if (line.indent >= codeIndent || !parser.canNest) return false;
    const text = line.nextText();
    if (text.startsWith('>')) {
      parser.pushContainer('quote', parser.parent(), 'blockquote');
      return line.takeQuoteMarker();
    }
    if (!/^[-+*\d]/.test(text) || isThematicBreak(text) || (parser.allMatched && parser.paragraph && underline.test(text)))
      return false;
    return this.startItem(text);
  }

  /** Any leaf but a paragraph; true: the line is its. */
  startLeaf(): boolean {
    const { parser } = this;
    const { line, context } = parser;
    if (line.indent >= codeIndent) {
      // Text that goes on in a paragraph may be indented as it likes.
      if (parser.paragraph) return false;
      const code = new Code(context, parser.parent(), undefined);
      line.advanceColumns(codeIndent);
      parser.open(code, line.restWithIndent());
      return true;
    }
    const text = line.nextText();
    switch (text[0]) {
      case '#':
        return this.startHeading(text);
      case '`':
      case '~':
        return this.startFence(text);
      case '<':
        return this.startHtml(text);
      case '$':
      case '\\':
        return this.startMath(text);
      case '=':
      case '-':
      case '|':
      case ':':
        return this.underlined(text) || this.startTable(text) || this.startBreak(text);
      case '*':
      case '_':
        return this.startBreak(text);
      default:
        return false;
    }
  }

  private closesFence(text: string, character: string, length: number): boolean {
    let count = 0;
    while (text[count] === character) count++;
    return count >= length && text.slice(count).trim() === '';
  }

  private startHeading(text: string): boolean {
    const match = headingStart.exec(text);
    if (!match) return false;
    const { parser } = this;
    const parent = parser.parent();
    parser.open(new Heading(parser.context, parent, match[1]?.length ?? 1), text.slice(match[0].length));
    return true;
  }

  private startFence(text: string): boolean {
    const match = fenceStart.exec(text);
    if (!match) return false;
    const { parser } = this;
    const fence = match[1] ?? match[3] ?? '';
    const info = unescapeText((match[2] ?? match[4] ?? '').trim());
    const parent = parser.parent();
    parser.leaf = new Code(parser.context, parent, {
      character: fence.charAt(0),
      length: fence.length,
      indent: parser.line.indent,
      info,
    });
    parser.skipEndLine();
    return true;
  }

  private startHtml(text: string): boolean {
    const { parser } = this;
    const start = scanHtmlBlockStart(text, parser.paragraph !== undefined);
    if (!start) return false;
    const indented = parser.line.restWithIndent();
    const parent = parser.parent();
    parser.open(new HtmlText(parser.context, parent, start.close), indented);
    return true;
  }

  private startMath(text: string): boolean {
    const { parser } = this;
    const opening = parser.context.options.math ? mathStart.exec(text)?.[1] : undefined;
    if (opening === undefined) return false;
    const parent = parser.parent();
    parser.leaf = new MathBlock(parser.context, parent, opening === '$$' ? '$$' : '\\[');
    parser.skipEndLine();
    return true;
  }

  /** `===` or `---` under a paragraph makes it a heading (4.3). */
  private underlined(text: string): boolean {
    const { parser } = this;
    if (!parser.allMatched || !parser.paragraph || !underline.test(text)) return false;
    if (!parser.paragraph.closeAsHeading(headingName(text.startsWith('=') ? 1 : 2, parser.context))) return false;
    parser.leaf = undefined;
    return true;
  }

  private startTable(text: string): boolean {
    const { parser } = this;
    const { paragraph } = parser;
    if (!parser.allMatched || !paragraph) return false;
    const alignments = parseDelimiterRow(text);
    if (!alignments) return false;
    const head = paragraph.lastLine;
    if (splitRow(head, alignments.length + 1).length !== alignments.length) return false;
    paragraph.closeBeforeLastLine();
    parser.leaf = undefined;
    parser.leaf = new Table(parser.context, parser.parent(), head, alignments);
    parser.skipEndLine();
    return true;
  }

  private startBreak(text: string): boolean {
    if (!isThematicBreak(text)) return false;
    const { parser } = this;
    parser.parent().element.append(createElement(parser.context.document, 'hr'));
    return true;
  }

  private startItem(text: string): boolean {
    const { parser } = this;
    const { line } = parser;
    const match = listMarker.exec(text);
    if (!match) return false;
    const [marker, bullet, number, period] = match;
    const afterMarker = text.slice(marker.length);
    if (parser.allMatched && parser.paragraph) {
      // Only a list that has something in it, and starts at 1, interrupts a paragraph (5.2).
      if (afterMarker.trim() === '' || (number !== undefined && Number(number) !== 1)) return false;
    }
    const indent = line.indent;
    line.skipToNext();
    line.advance(marker.length);
    line.find();
    const padding = line.blank || line.indent > codeIndent || line.indent < 1 ? 1 : line.indent;
    line.advanceColumns(padding);

    const list = this.list(bullet ?? period ?? '', number);
    const item = parser.pushContainer('item', list, 'li');
    item.indent = indent + marker.length + padding;
    return true;
  }

  /** The list that the item goes on, or a new one. */
  private list(marker: string, number: string | undefined): Container {
    const { parser } = this;
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
    if (number !== undefined && Number(number) !== 1) list.element.setAttribute('start', String(Number(number)));
    return list;
  }
}
