/** The text of one block, written again and again while it grows, from its last settled place. */
import type { RenderContext } from '../context.js';
import { setAttributes } from '../dom/elements.js';
import { InlineWriter, type Place } from '../dom/inline-writer.js';
import { writeTokens } from '../dom/write-tokens.js';
import { InlineParser, type InlineScope } from '../inlines/inline-parser.js';

/** An unsettled tail longer than this is written anew only each time it has grown by a quarter: that keeps the sum linear. */
const longTail = 16384;

export class InlineContent implements InlineScope {
  readonly #context: RenderContext;
  readonly element: Element;
  /**
   * Whether the element takes its direction from its own words. Never by dir="auto": that counts code and where a link leads, and leaves out the
   * link; and Chromium walks all descendants of such an element at each insertion (`Element::AdjustDirectionalityIfNeededAfterChildrenChanged` in
   * https://github.com/chromium/chromium/blob/main/third_party/blink/renderer/core/dom/element.cc), so n words in one cost n². Seen in
   * Chromium 143, November 2026: 10,000 links took 1.7 s to insert, and 20 ms without dir="auto".
   */
  readonly #directed: boolean;
  /** The text before this index is written for good. */
  #settledAt = 0;
  /** Nothing has been written yet. */
  #fresh = true;
  #place: Place | undefined;
  #start: Place | undefined;
  #nextLength = 0;

  /** Labels that were not defined when they were met, also by an open pass: what it settled is not read again. */
  #labels: Set<string> | undefined;
  #missedEntity = false;
  readonly definitions: InlineScope['definitions'];
  readonly sources: InlineScope['sources'];
  /** Of the settled text. */
  direction: 'ltr' | 'rtl' | undefined;

  constructor(context: RenderContext, element: Element, directed: boolean) {
    this.#context = context;
    this.element = element;
    this.#directed = directed;
    this.definitions = context.definitions;
    this.sources = context.sources;
  }

  get math(): InlineScope['math'] {
    return this.#context.math;
  }

  get mathMissing(): boolean {
    return this.#context.mathMissing;
  }

  get dollars(): boolean {
    return this.#context.options.math === true;
  }

  /** Shows open text as it would look if it closed as it began; returns how much of it is settled. */
  update(text: string): number {
    const length = text.length - this.#settledAt;
    if (length > longTail && text.length < this.#nextLength) return this.#settledAt;
    const { tokens, settledTokens, settledAt } = new InlineParser(text, this, { open: true, from: this.#settledAt });
    const writer = this.#writer();
    if (settledAt > this.#settledAt) {
      writeTokens(writer, this.#context, { tokens, from: 0, to: settledTokens });
      this.#place = writer.place();
      this.direction ??= writer.direction;
      this.#settledAt = settledAt;
    }
    writeTokens(writer, this.#context, { tokens, from: settledTokens, to: tokens.length });
    writer.finish();
    this.#direct(this.direction ?? writer.direction);
    this.#nextLength = this.#settledAt + (text.length - this.#settledAt) * 1.25;
    return this.#settledAt;
  }

  /** The text from `count` on is all that will be given from now on. */
  drop(count: number): void {
    this.#settledAt -= count;
    this.#nextLength -= count;
  }

  /** What stands before the text in the element, and stays. */
  startAfter(node: ChildNode | null): void {
    this.#start = node ? { node, offset: undefined } : undefined;
    this.#place = this.#start;
  }

  /** Everything is to be written anew, over what is there. */
  restart(): void {
    this.#settledAt = 0;
    this.#place = this.#start;
    this.direction = undefined;
  }

  /**
   * Writes the text for good.
   * @param source The whole text, for the case that something in it is defined later; by default `text` is whole.
   * @param cut Whether the text has broken off; by default, whether the reply has.
   */
  finish(text: string, source: () => string = () => text, cut = this.#context.cut): void {
    const { tokens } = new InlineParser(text, this, { open: cut, from: this.#settledAt, cut });
    const writer = this.#writer();
    writeTokens(writer, this.#context, { tokens, from: 0, to: tokens.length });
    writer.finish();
    this.#direct((this.direction ??= writer.direction));
    const labels = this.#labels;
    const missedEntity = this.#missedEntity;
    if (labels || missedEntity) {
      const whole = source();
      this.#context.wait({
        labels,
        entities: missedEntity,
        write: () => {
          this.#labels = undefined;
          this.#missedEntity = false;
          this.restart();
          this.finish(whole, undefined, cut);
        },
      });
    }
  }

  /** Without words it has that of what it stands in. */
  #direct(dir: 'ltr' | 'rtl' | undefined): void {
    if (this.#directed) setAttributes(this.element, { dir });
  }

  #writer(): InlineWriter {
    const fresh = this.#fresh;
    this.#fresh = false;
    return new InlineWriter(this.element, fresh, this.#place);
  }

  missLabel(label: string): void {
    (this.#labels ??= new Set()).add(label);
  }

  missEntity(): void {
    this.#missedEntity = true;
    this.#context.requestEntities();
  }
}
