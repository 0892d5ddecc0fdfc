// The text of one block, written again and again while it grows, from its last settled place.
import type { RenderContext } from '../context.js';
import { setAttributes } from '../dom/elements.js';
import { InlineWriter, type Place } from '../dom/inline-writer.js';
import { writeTokens } from '../dom/write-tokens.js';
import { InlineParser, type InlineScope } from '../inlines/inline-parser.js';

/** An unsettled tail longer than this is written anew only each time it has grown by a quarter: that keeps the sum linear. */
const longTail = 16384;

export class InlineContent implements InlineScope {
  /** The text before this index is written for good. */
  private settledAt = 0;
  /** Nothing has been written yet. */
  private fresh = true;
  private place: Place | undefined;
  private start: Place | undefined;
  private nextLength = 0;

  /** Labels that were not defined when they were met, also by an open pass: what it settled is not read again. */
  private labels: Set<string> | undefined;
  private missedEntity = false;
  readonly definitions: InlineScope['definitions'];
  readonly math: InlineScope['math'];
  /** Of the settled text. */
  direction: 'ltr' | 'rtl' | undefined;

  constructor(
    private readonly context: RenderContext,
    readonly element: Element,
    /**
     * Whether the element takes its direction from its own text. It gets dir="auto" when it is whole: Chromium walks all descendants of
     * such an element at each insertion, so n words in one would cost n² (50,000 links: over 20 s; so: 0.4 s).
     */
    private readonly directed: boolean,
  ) {
    this.definitions = context.definitions;
    this.math = context.math;
  }

  /** Shows open text as it would look if it closed as it began; returns how much of it is settled. */
  update(text: string): number {
    const length = text.length - this.settledAt;
    if (length > longTail && text.length < this.nextLength) return this.settledAt;
    const parsed = new InlineParser(text, this, true, this.settledAt);
    const writer = this.writer();
    if (parsed.settledAt > this.settledAt) {
      writeTokens(writer, parsed.tokens, 0, parsed.settledTokens, this.context);
      this.place = writer.place();
      this.direction ??= writer.direction;
      this.settledAt = parsed.settledAt;
    }
    writeTokens(writer, parsed.tokens, parsed.settledTokens, parsed.tokens.length, this.context);
    writer.finish();
    const direction = this.direction ?? writer.direction;
    if (this.directed && direction) setAttributes(this.element, { dir: direction });
    this.nextLength = this.settledAt + (text.length - this.settledAt) * 1.25;
    return this.settledAt;
  }

  /** The text from `count` on is all that will be given from now on. */
  drop(count: number): void {
    this.settledAt -= count;
    this.nextLength -= count;
  }

  /** What stands before the text in the element, and stays. */
  startAfter(node: ChildNode | null): void {
    this.start = node ? { node, offset: undefined } : undefined;
    this.place = this.start;
  }

  /** Everything is to be written anew, over what is there. */
  restart(): void {
    this.settledAt = 0;
    this.place = this.start;
    this.direction = undefined;
  }

  /**
   * Writes the text for good.
   * @param source The whole text, for the case that something in it is defined later; by default `text` is whole.
   */
  finish(text: string, source: () => string = () => text): void {
    const parsed = new InlineParser(text, this, false, this.settledAt);
    const writer = this.writer();
    writeTokens(writer, parsed.tokens, 0, parsed.tokens.length, this.context);
    writer.finish();
    if (this.directed) this.element.setAttribute('dir', 'auto');
    this.direction ??= writer.direction;
    const { labels, missedEntity } = this;
    if (labels || missedEntity) {
      const whole = source();
      this.context.wait({
        labels,
        entities: missedEntity,
        write: () => {
          this.labels = undefined;
          this.missedEntity = false;
          if (this.directed) this.element.removeAttribute('dir');
          this.restart();
          this.finish(whole);
        },
      });
    }
  }

  private writer(): InlineWriter {
    const { fresh } = this;
    this.fresh = false;
    return new InlineWriter(this.element, fresh, this.place);
  }

  missLabel(label: string): void {
    (this.labels ??= new Set()).add(label);
  }

  missEntity(): void {
    this.missedEntity = true;
    this.context.requestEntities();
  }
}
