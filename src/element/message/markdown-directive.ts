import { noChange, type ElementPart, type LitElement, type ReactiveController } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { MarkdownStream, type MarkdownOptions } from '../../markdown/index.js';

/** Of parsing in one update: an update comes at most once a frame, and the rest of the frame is the page's. */
const budgetMs = 6;

/** Whether more of a text comes; if not, whether that is its end, or it broke off. */
export type TextState = 'open' | 'cut' | 'whole';

/** What the text cites by number. */
type Sources = Parameters<MarkdownStream['cite']>[0];

interface Given {
  options: MarkdownOptions;
  sources: Sources | undefined;
}

const drawn = new WeakMap<Element, Promise<void>>();

/** Resolves when a settled text has been drawn in an element with {@link markdown}, at once in any other. */
export async function whenDrawn(element: Element): Promise<void> {
  await drawn.get(element);
}

/**
 * `<div ${markdown(text, state, options)}></div>`: the element's content is the text as Markdown. Text that grows is appended; what has
 * been drawn stays. Another text starts anew.
 */
class MarkdownDirective extends Directive implements ReactiveController {
  #part: ElementPart | undefined;
  #stream: MarkdownStream | undefined;
  /** What the stream has been given. */
  #text = '';
  #state: TextState = 'open';
  #sources: Sources | undefined;

  render(_text: string, _state: TextState, _given: Given): unknown {
    return noChange;
  }

  override update(part: ElementPart, [text, state, { options, sources }]: [string, TextState, Given]): unknown {
    const { element } = part;
    const settled = state !== 'open';
    const isCitedAnew = sources !== this.#sources;
    if (settled && state === this.#state && text === this.#text && !isCitedAnew) return noChange;
    const isWhole = this.#stream === undefined && settled;
    // A reply that is continued has ended before, and may go on in the middle of a block.
    if (!this.#stream || this.#state !== 'open' || !text.startsWith(this.#text)) {
      this.#stream?.cancel();
      element.replaceChildren();
      this.#stream = new MarkdownStream(element, options);
      this.#text = '';
      this.#sources = undefined;
      this.#part = part;
      (part.options?.host as LitElement).addController(this);
    }
    if (sources && sources !== this.#sources) this.#stream.cite(sources);
    this.#sources = sources;
    this.#stream.append(text.slice(this.#text.length));
    this.#text = text;
    this.#state = state;
    if (settled) drawn.set(element, this.#stream.end({ cut: state === 'cut' }));
    // A message of the history is drawn whole, so that a restored conversation stands in one paint. Otherwise this is the update of a frame
    // already: waiting for the stream's own would show every word a frame late.
    this.#stream.flush(isWhole ? Infinity : budgetMs);
    return noChange;
  }

  /** What is drawn stays, but renderers at work are told to stop if it is gone. No AsyncDirective, which would say so: it costs 0.3 kB. */
  hostUpdated(): void {
    const part = this.#part;
    if (!part || part.element.isConnected) return;
    this.#stream?.cancel();
    (part.options?.host as LitElement).removeController(this);
  }

  hostDisconnected(): void {
    this.hostUpdated();
  }
}

export const markdown = directive(MarkdownDirective);
