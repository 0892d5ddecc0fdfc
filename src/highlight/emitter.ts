/**
 * What highlight.js tells of a text, taken as it comes: its HTML is never made. It calls such a class an emitter
 * (`__emitter`, https://github.com/highlightjs/highlight.js/blob/11.12.0/src/lib/token_tree.js).
 */
import type { Span } from './text.js';

/** Scopes as they are styled: highlight.js subdivides some of them (`title.function`). */
const scopes = new Set(
  'keyword built_in type literal number operator property regexp string subst symbol class function variable title params comment doctag meta section tag name attr attribute bullet code emphasis strong formula link quote selector-tag selector-id selector-class selector-attr selector-pseudo template-tag template-variable addition deletion char'.split(
    ' ',
  ),
);

export class SpanEmitter {
  /** Scopes that are open where the next text begins. */
  static begun: readonly string[] = [];

  readonly spans: Span[] = [];
  length = 0;
  readonly #open: { from: number; scope: string }[] = [];

  constructor() {
    for (const scope of SpanEmitter.begun) this.openNode(scope);
    // What it is made for next is another language inside this text.
    SpanEmitter.begun = [];
  }

  addText(text: string): void {
    this.length += text.length;
  }

  openNode(scope: string): void {
    this.#open.push({ from: this.length, scope: scope.split('.')[0] ?? '' });
  }

  closeNode(): void {
    const span = this.#open.pop();
    if (span && this.length > span.from && scopes.has(span.scope)) this.spans.push({ ...span, to: this.length });
  }

  startScope(scope: string): void {
    this.openNode(scope);
  }

  endScope(): void {
    this.closeNode();
  }

  __addSublanguage({ spans, length }: SpanEmitter): void {
    for (const { from, to, scope } of spans) this.spans.push({ from: from + this.length, to: to + this.length, scope });
    this.length += length;
  }

  finalize(): void {
    while (this.#open.length > 0) this.closeNode();
  }

  toHTML(): string {
    return '';
  }
}
