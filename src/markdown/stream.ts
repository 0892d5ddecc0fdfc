/** Markdown that arrives → DOM that grows. */
import { BlockParser } from './blocks/block-parser.js';
import { LineFeed } from './blocks/feed.js';
import { RenderContext } from './context.js';
import { FrameScheduler } from './frames.js';
import { loadMathSyntax } from './lazy.js';
import type { CitedSource } from './syntax/citations.js';
import type { MarkdownOptions } from './options.js';

/** Of parsing in a frame: the rest of its 16.7 belongs to style, layout, paint and the page. */
const frameBudgetMs = 6;
/** Text is taken in pieces of this many UTF-16 units, between which the clock is looked at. */
const pieceLength = 8192;
/** An open block is drawn after so many units of text at the latest. */
const longestUnseen = 16_384;

/**
 * Renders Markdown (CommonMark 0.31.2 with GFM's tables, task lists, strikethrough and autolinks, and the documentation's list of repairs of what
 * models write) into an element while it arrives.
 *
 * - Blocks that are finished are never touched again, so selections in them and focus inside them survive.
 * - What is shown of the unfinished end is what it will be if it goes on as it began; no raw marker flashes up.
 * - The DOM is built by `createElement` from an allow-list; raw HTML is text, but for a few tags
 *   without attributes. Images load on a click.
 * - One update a frame, of about 6 ms; a hidden page finishes too.
 *
 * @example
 * const stream = new MarkdownStream(document.querySelector('#reply'));
 * for await (const text of reply) stream.append(text);
 * await stream.end();
 */
export class MarkdownStream {
  readonly #context: RenderContext;
  readonly #parser: BlockParser;
  readonly #feed: LineFeed;
  /** What has not been parsed yet. */
  #queue = '';
  readonly #frames = new FrameScheduler(() => this.#work(performance.now() + frameBudgetMs));
  /** Nothing has been given yet. */
  #fresh = true;
  #waiting = false;
  #ending = false;
  #cut = false;
  #finished = false;
  readonly #ended: Promise<void>;
  #resolveEnded: () => void = () => undefined;

  /**
   * @param target Where the blocks are appended, in a document or a shadow root; what it holds already stays.
   */
  constructor(target: Element, options: MarkdownOptions = {}) {
    this.#context = new RenderContext(target, options);
    this.#parser = new BlockParser(this.#context, target);
    this.#feed = new LineFeed(this.#parser);
    this.#ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  /** Takes more text, cut anywhere. It is in the DOM after the next frame, or the frame after if there is much of it. */
  append(text: string): void {
    if (this.#ending || this.#context.cancelled || text === '') return;
    // A byte order mark is no text: https://www.unicode.org/faq/utf_bom.html#bom1
    this.#queue += this.#fresh ? text.replace(/^\uFEFF/, '') : text;
    this.#fresh = false;
    this.#frames.request();
  }

  /**
   * Says what the text cites: `[1]` and `【1】` become links to the first of these, unless the text has defined what `[1]` is. In blocks that
   * are finished they do so at the end; after that nothing changes any more.
   */
  cite(sources: readonly CitedSource[]): void {
    for (const [index, source] of sources.entries()) this.#context.sources.set(String(index + 1), source);
  }

  /**
   * No more text comes. Resolves once all of it is in the DOM, or the stream is cancelled. Calling it again changes nothing.
   * @param options.cut Whether the text broke off: then what is open at its end stays as it was shown. Default: it is whole.
   */
  end({ cut = false }: { cut?: boolean } = {}): Promise<void> {
    // Asking for a frame would listen to the document again, for ever.
    if (!this.#ending && !this.#context.cancelled) {
      this.#ending = true;
      this.#cut = cut;
      this.#frames.request();
    }
    return this.#ended;
  }

  /**
   * Renders what has been given without waiting for the next frame. What follows a page's first formula waits until their syntax has loaded.
   * @param budgetMs Milliseconds after which the rest waits all the same. Default: none, it is rendered whole, whatever it costs (history, printing, tests).
   */
  flush(budgetMs = Infinity): void {
    if (!this.#context.cancelled) this.#work(performance.now() + budgetMs);
  }

  /** Stops: text that has not been shown is dropped, nothing changes any more, and owner's fence renderers are told. */
  cancel(): void {
    this.#frames.stop();
    this.#queue = '';
    this.#context.cancel();
    this.#resolveEnded();
  }

  /** From a page's first formula on the text waits until their syntax has come, or has failed to. */
  #waitForMath(): void {
    const { options } = this.#context;
    this.#waiting = true;
    const go = (): void => {
      this.#waiting = false;
      if (!this.#context.cancelled) this.#frames.request();
    };
    loadMathSyntax(options).then(go, () => {
      this.#context.mathMissing = true;
      go();
    });
  }

  #work(deadline: number): void {
    if (this.#finished || this.#context.cancelled || this.#waiting) return;
    let taken = 0;
    let drawn = 0;
    let waits = false;
    while (taken < this.#queue.length) {
      const rest = this.#feed.write(this.#queue.slice(taken, (taken += pieceLength)));
      waits = rest !== '';
      if (waits) {
        this.#queue = rest + this.#queue.slice(taken);
        taken = 0;
        this.#waitForMath();
        break;
      }
      // What is less than a piece is not worth a frame of its own.
      if (this.#queue.length - taken > pieceLength && performance.now() >= deadline) break;
      // A paragraph of a megabyte is settled bit by bit, so that the clock is looked at in between.
      if (taken - drawn >= longestUnseen) {
        this.#parser.render();
        drawn = taken;
      }
    }
    this.#queue = this.#queue.slice(taken);
    if (this.#ending && this.#queue === '') this.#finish();
    else {
      this.#parser.render();
      // After a flush nothing is left for the frame that `append` has asked for: it would parse the open block again.
      if (this.#queue === '' || waits) this.#frames.cancel();
      else this.#frames.request();
    }
  }

  #finish(): void {
    this.#finished = true;
    this.#frames.stop();
    this.#feed.end(this.#cut);
    void this.#context.writeLate().then(this.#resolveEnded);
  }
}
