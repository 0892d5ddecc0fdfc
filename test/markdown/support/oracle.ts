/**
 * A well-kept parser to compare with: micromark and its GFM extensions. By path: under the condition "development", which the test
 * runner sets, its packages import a debugging library that browsers cannot load.
 */
import { micromark } from '../../../node_modules/micromark/index.js';
import {
  gfmAutolinkLiteral,
  gfmAutolinkLiteralHtml,
} from '../../../node_modules/micromark-extension-gfm-autolink-literal/index.js';
import { gfmStrikethrough, gfmStrikethroughHtml } from '../../../node_modules/micromark-extension-gfm-strikethrough/index.js';
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

/** CommonMark and GFM; raw HTML escaped. */
export function gfmOracle(markdown: string): string {
  return micromark(markdown, {
    allowDangerousProtocol: true,
    extensions: [gfmAutolinkLiteral(), gfmStrikethrough(), gfmTable(), gfmTaskListItem()],
    htmlExtensions: [gfmAutolinkLiteralHtml(), gfmStrikethroughHtml(), gfmTableHtml(), gfmTaskListItemHtml()],
  });
}

/** Where the reference implementation leaves its own specification: an empty paragraph after definitions, a tab after one; or knows no formula. */
export function referenceErrs(markdown: string, html: string): boolean {
  return html.includes('<p></p>') || /\]:.*\t(?:\n|$)|\\[([]/.test(markdown);
}

/**
 * Where micromark and the reference implementation read the same text differently, and ours follows the reference: an empty item at the
 * end of an item's line (`- -`), a blank line in a fence that ends with its item, and emphasis next to a tilde or to the other kind of
 * emphasis marker.
 */
export function micromarkDiffers(markdown: string): boolean {
  return /^[ ]*[-*][ ]+[-*][ ]*$/m.test(markdown) || /[-*>] +```/.test(markdown) || /[*_]~|~[*_]|\*_|_\*/.test(markdown);
}
