/**
 * A well-kept parser to compare with: micromark and its GFM extensions. By path: under the condition "development", which the test
 * runner sets, its packages import a debugging library that browsers cannot load.
 */
import { micromark } from '../../../node_modules/micromark/index.js';
import {
  gfmAutolinkLiteral,
  gfmAutolinkLiteralHtml,
} from '../../../node_modules/micromark-extension-gfm-autolink-literal/index.js';
import { cjkFriendlyExtension } from '../../../node_modules/micromark-extension-cjk-friendly/dist/index.js';
import { gfmStrikethroughCjkFriendly } from '../../../node_modules/micromark-extension-cjk-friendly-gfm-strikethrough/dist/index.js';
import { gfmStrikethroughHtml } from '../../../node_modules/micromark-extension-gfm-strikethrough/index.js';
import { gfmTable, gfmTableHtml } from '../../../node_modules/micromark-extension-gfm-table/index.js';
import { gfmTaskListItem, gfmTaskListItemHtml } from '../../../node_modules/micromark-extension-gfm-task-list-item/index.js';

// The reference implementation comes as a script that defines a global.
import '../../../node_modules/commonmark/dist/commonmark.js';

interface Reference {
  Parser: new () => { parse(markdown: string): unknown };
  HtmlRenderer: new () => {
    render(tree: unknown): string;
    out(text: string): void;
    html_inline: unknown;
    html_block: unknown;
    cr(): void;
  };
}
const { Parser, HtmlRenderer } = (globalThis as unknown as { commonmark: Reference }).commonmark;

/** CommonMark's reference implementation; raw HTML escaped. */
export function referenceOracle(markdown: string): string {
  const renderer = new HtmlRenderer();
  renderer.html_inline = function (this: typeof renderer, node: { literal: string }): void {
    this.out(node.literal);
  };
  renderer.html_block = function (this: typeof renderer, node: { literal: string }): void {
    this.cr();
    this.out(node.literal);
    this.cr();
  };
  return renderer.render(new Parser().parse(markdown));
}

/** CommonMark alone; raw HTML escaped, or passed through. */
export function commonmarkOracle(markdown: string, rawHtml: boolean): string {
  return micromark(markdown, { allowDangerousHtml: rawHtml, allowDangerousProtocol: true });
}

/** CommonMark and GFM with the amendment of markdown-cjk-friendly; raw HTML escaped. */
export function gfmOracle(markdown: string): string {
  return micromark(markdown, {
    allowDangerousProtocol: true,
    extensions: [gfmAutolinkLiteral(), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly(), gfmTable(), gfmTaskListItem()],
    htmlExtensions: [gfmAutolinkLiteralHtml(), gfmStrikethroughHtml(), gfmTableHtml(), gfmTaskListItemHtml()],
  });
}

/** Where the reference implementation leaves its own specification: an empty paragraph after definitions, a tab after one. */
export function referenceErrs(markdown: string, html: string): boolean {
  return html.includes('<p></p>') || /\]:.*\t(?:\n|$)/.test(markdown);
}

const marker = '(?:[-*+>]|\\d+[.)])(?=\\s)';
const delimiterRow = '[ >]*[-|: ]*[|:][-|: ]*';
const cells = (row: string): number =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|').length;

/** Where a repair of the dialect may read blocks otherwise than the specification does, by its name in demo/dialect/blocks.ts. */
const repaired: Readonly<Record<string, (markdown: string) => boolean>> = {
  'Outdented fence': (text) => new RegExp(`^(?:[ \\t]*${marker}[ \\t]*)+(?:\`{3}|~{3})|^[ \\t]+(?:\`{3}|~{3})`, 'm').test(text),
  'Glued closing fence': (text) => /(?:```|~~~)[^]*[^\s`~\\/*#!](?:`{3,}|~{3,})$/m.test(text),
  'Label of a fence': (text) => /(?:```|~~~).*[:{},./]/.test(text),
  'Fence at the end of a line': (text) => /\S.*`{3,}[^`\s]*[ \t]*$/m.test(text),
  'Rule under text': (text) => /(?:\S.*\n.*\S.*|[.!?:;,…。！？：；，、🎉]['"”’»)\]*_`~ ]*)\n[ >]*-+[ \t]*$/mu.test(text),
  'Two spaces under a number': (text) => /^[ >]*\d+[.)][^]*\n[ >]* {2,}/m.test(text),
  'No indented code in lists': (text) => new RegExp(`^[ >]*${marker}[^]*\\n[ >]*(?: {4}|\\t)`, 'm').test(text),
  'Pipe in code or a formula': (text) => /`.*\|.*`/.test(text),
  'Delimiter row of another length': (text) =>
    [...text.matchAll(new RegExp(`^(.*\\|.*)\\n(?=(${delimiterRow})$)`, 'gm'))].some(
      ([, head = '', row = '']) => cells(head) !== cells(row),
    ),
  'Table under a list item': (text) => new RegExp(`^[ ]*${marker}.*\\n(?:.+\\n)*.*\\|.*\\n${delimiterRow}$`, 'm').test(text),
};

function blocksAreRepaired(markdown: string): boolean {
  const text = markdown.replace(/\r\n?/g, '\n');
  return Object.values(repaired).some((reads) => reads(text));
}

/**
 * Where micromark and the reference implementation read the same text differently, and ours follows the reference: an empty item at the
 * end of an item's line (`- -`), a blank line in a fence that ends with its item, and emphasis next to a tilde or to the other kind of
 * emphasis marker.
 */
export function micromarkDiffers(markdown: string): boolean {
  return /^[ ]*[-*][ ]+[-*][ ]*$/m.test(markdown) || /[-*>] +```/.test(markdown) || /[*_]~|~[*_]|\*_|_\*/.test(markdown);
}

/** A run that may close by the dialect's repair "Bold that ends before a letter". */
const slip = /(?:[^\s\p{L}\p{N}*~]|[:.!?…] {1,2})(?:\*\*\*?|~~)[^\s*~]| (?:\*\*\*?|~~)(?:\s|$)/u;
/** Stars as in its repair "Stars that multiply". */
const product = /\d\*+[\da-z]|[a-z]\*+\d|\)\*+[\da-z]/i;
/** A tilde as in its repair "One tilde". */
const oneTilde = /[^\s~]~[^\s~]/;

/** Whether the repairs of emphasis, but for the one that the oracle of GFM knows too, may read the text in their own way. */
export function emphasisIsRepaired(markdown: string): boolean {
  return slip.test(markdown) || product.test(markdown) || oneTilde.test(markdown);
}

/** Whether the repairs of links, but for those of bare URLs, may read the text in their own way. */
function linksAreRepaired(markdown: string): boolean {
  return /\]\(\s*(?:<>)?\s*[)"']|\]\(\s*\/[^\n)]* |\]:\s*<>/.test(markdown);
}

/** What may begin a formula, which neither oracle knows. */
const formulas = /\\[([]|\$\$/;

/** Any of these: what the specification says is not what is drawn. */
export function isRepaired(markdown: string): boolean {
  return blocksAreRepaired(markdown) || emphasisIsRepaired(markdown) || linksAreRepaired(markdown) || formulas.test(markdown);
}
