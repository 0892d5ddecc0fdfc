import type { ReactiveController } from 'lit';
import type { ChatMessage, ConversationState } from '../../conversation/index.js';
import { scrollModeOf, type ScrollMode } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { ElementHost } from '../host.js';
import { offerMore } from '../message/offer-more.js';

/** Where a reader was who had left the place where a turn begins: so many px below the top of the turn that has this id. */
export interface Place {
  readonly turn: string;
  readonly offset: number;
}

type ScrollHost = ElementHost & Pick<AppearanceProperties, 'scrollMode'>;

/** How far up, in px, readers have to move before they count as elsewhere. Half a pixel less, for positions between whole pixels. */
const detachingDistance = 4 - 0.5;

/** How much content below the view, in px, makes a button to get there worth its place. */
const farDistance = 200;

/**
 * Where the transcript is scrolled to. The view is put somewhere when a turn begins, and held there against what the layout does; whoever
 * moves it by hand has it. That is told by the position alone, where the view was left against where it is now, because no event says who
 * scrolled: wheels also zoom, and scroll what is inside; keys and a dragged scrollbar or selection come as nothing but a `scroll`.
 *
 * Everything is looked at in `scroll` events and in a ResizeObserver: there the layout is settled, so that reading it costs nothing, and
 * what is written comes into the same paint (https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering).
 */
export class ScrollController implements ReactiveController {
  /** The reader has moved up, and has not come back. */
  detached = false;

  /** There is so much content below the view that the reader should be told. The room reserved for a reply is no content. */
  isFar = false;

  readonly #host: ScrollHost;
  #mode: ScrollMode | undefined;
  #transcript: HTMLElement | undefined;
  #messages: readonly ChatMessage[] = [];
  /** Every version of every message, in the last state. */
  #all: readonly ChatMessage[] = [];
  #isTurnNew = false;
  /** The turn that is held at the top, the end if that is held, or nothing. */
  #held: Element | 'end' | undefined;
  /** `scrollTop` as the view was left: by us, or by the reader. */
  #left = 0;
  #isAtEnd = true;
  #isAsked = false;
  #place: Place | undefined;
  /** A transcript without a box has no position, and one that gets its box back has forgotten it. */
  #isShown = false;
  /** The messages when their end was last in view. */
  #seen: readonly ChatMessage[] = [];

  readonly #resizes = new ResizeObserver((entries) => {
    for (const { target } of entries) offerMore(target);
    this.#look(true);
  });

  readonly #turns = new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      for (const turn of removedNodes) this.#observe(turn, 'unobserve');
      for (const turn of addedNodes) this.#observe(turn, 'observe');
    }
  });

  constructor(host: ScrollHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Id of the message below which room is kept for its reply. */
  get reserveFor(): string | undefined {
    return this.#mode === 'start' ? this.#messages.findLast(({ role }) => role === 'user')?.id : undefined;
  }

  /** How many replies, or else whether any text, have come below what the reader has seen. */
  get news(): number | boolean {
    return countReplies(this.#messages) - countReplies(this.#seen) || this.#messages !== this.#seen;
  }

  /** To be called before a turn that was asked for here: it comes into view wherever the reader is. */
  attach(): void {
    this.#isAtEnd = true;
    this.#isAsked = true;
  }

  /** Where the reader is; undefined where nobody has moved the view, or it is not shown. */
  get place(): Place | undefined {
    const transcript = this.#transcript;
    if (!transcript || this.#held || !this.#isShown) return undefined;
    const { scrollTop } = transcript;
    const turns = [...transcript.querySelectorAll<HTMLElement>('.turn')];
    const turn = turns.findLast(({ offsetTop }) => offsetTop <= scrollTop) ?? turns[0];
    return turn && { turn: turn.dataset['turn'] ?? '', offset: scrollTop - turn.offsetTop };
  }

  /** Before a saved conversation is drawn. */
  set place(place: Place | undefined) {
    this.#place = place;
  }

  /** To be told at each change. */
  update({ all, messages }: ConversationState): void {
    const last = messages.at(-1);
    if (!last) {
      this.#isAtEnd = true;
    } else if ((this.#held || this.#isAtEnd) && !this.#all.some(({ id }) => id === last.id)) {
      // An earlier version that is chosen again is no new turn: its reader stays at the buttons that choose.
      this.#isTurnNew = true;
    }
    this.#all = all;
    this.#messages = messages;
  }

  /** At once where less motion is wanted, otherwise with an animation, which whoever scrolls up interrupts. */
  scrollToEnd(): void {
    if (this.#mode === 'end' || !this.#isShown) this.#held = 'end';
    if (!this.#isShown) return; // it is put there when it has its box
    this.#drawLastTurns();
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    this.#transcript?.scrollTo({ top: this.#transcript.scrollHeight, behavior });
  }

  hostConnected(): void {
    // Moved in the document, the transcript is at its top again, and no event says so; but what is observed anew is told about.
    this.#isShown = false;
    if (!this.#transcript) return;
    this.#resizes.unobserve(this.#transcript);
    this.#resizes.observe(this.#transcript);
  }

  hostUpdate(): void {
    const mode = scrollModeOf(this.#host);
    if (mode !== this.#mode) this.#held = mode === 'end' && this.#isAtEnd ? 'end' : undefined;
    this.#mode = mode;
    if (mode === 'none') this.#isTurnNew = false;
    // Before it is drawn: a button that is about to go would have another name, and width, for one frame.
    if (this.#isTurnNew && this.#isAsked) this.#report(false, false);
  }

  hostUpdated(): void {
    if (!this.#transcript?.isConnected) this.#transcript = this.#begin(); // another one where the mode has changed
    if (!this.#isTurnNew || !this.#transcript) return;
    this.#isTurnNew = false;
    // Where nothing was asked there is no turn to be placed: what a page has added is followed to its end.
    const target = (this.reserveFor !== undefined && this.#lastTurn) || 'end';
    // The reply that was asked for begins in view, however much of it there is already; what was added or restored was there before.
    if (target !== this.#held) this.#seen = this.#isAsked ? [...this.#messages] : this.#messages;
    if (this.#isAsked && target !== 'end' && target !== this.#held) rise(target);
    this.#isAsked = false;
    this.#held = target;
    this.#left = this.#target();
    this.#restore(this.#transcript);
    this.#transcript.scrollTop = this.#left;
  }

  #restore(transcript: HTMLElement): void {
    const place = this.#place;
    this.#place = undefined;
    const turn = place && transcript.querySelector<HTMLElement>(`[data-turn="${CSS.escape(place.turn)}"]`);
    if (!turn) return;
    turn.style.contentVisibility = 'visible'; // with a guessed height it could end above the place
    this.#held = undefined;
    this.#isAtEnd = false;
    this.#left = turn.offsetTop + place.offset;
    this.#isShown = transcript.clientHeight > 0;
    transcript.style.overflowAnchor = 'auto';
  }

  /**
   * Before somebody goes to the end: what of a long reply has not been drawn has the height that `styles/markdown.ts` guesses, and as it is
   * drawn on the way, the end would move on.
   */
  #drawLastTurns(): void {
    const turns = this.#transcript?.querySelectorAll<HTMLElement>('.turn:not(.far)') ?? [];
    for (const turn of turns) turn.style.contentVisibility = 'visible';
  }

  get #lastTurn(): HTMLElement | null | undefined {
    return this.#transcript?.lastElementChild as HTMLElement | null | undefined;
  }

  #begin(): HTMLElement | undefined {
    const transcript = this.#host.renderRoot.querySelector<HTMLElement>('.transcript');
    if (!transcript) return undefined;
    transcript.addEventListener('scroll', () => this.#look(false));
    transcript.addEventListener('keydown', ({ key }) => {
      if (key === 'End') this.#drawLastTurns();
    });
    this.#turns.observe(transcript, { childList: true });
    for (const turn of transcript.children) this.#observe(turn, 'observe');
    this.#resizes.observe(transcript);
    return transcript;
  }

  /** What is in a turn, not the turn: that is also as high as the room reserved in it. */
  #observe(turn: Node, change: 'observe' | 'unobserve'): void {
    const content = turn instanceof Element && turn.firstElementChild;
    if (content) this.#resizes[change](content);
  }

  #look(hasResized: boolean): void {
    const transcript = this.#transcript;
    if (!transcript) return;
    if (transcript.clientHeight === 0) {
      this.#isShown = false;
      return;
    }
    let { detached } = this;
    if (this.#isShown) {
      detached = this.#findReader(transcript);
    } else if (hasResized) {
      this.#isShown = true;
      if (this.#held) this.#left = this.#target();
      transcript.scrollTop = this.#left;
    } else {
      return;
    }
    if (hasResized && this.#held) this.#hold(transcript);
    transcript.style.overflowAnchor = this.#held || this.#isAtEnd ? 'none' : 'auto';

    const content = this.#messages.length > 0 && this.#lastTurn?.firstElementChild;
    const below = content ? content.getBoundingClientRect().bottom - transcript.getBoundingClientRect().bottom : 0;
    const isFar = below > farDistance;
    if (!isFar) this.#seen = this.#messages;
    this.#report(detached, isFar);
  }

  /** @returns whether the reader has moved up and away */
  #findReader(transcript: HTMLElement): boolean {
    const { scrollTop, scrollHeight, clientHeight } = transcript;
    const end = scrollHeight - clientHeight;
    // The layout pushes nobody further up than to the end; the rest of the way is the reader's.
    const left = Math.min(this.#left, end);
    const moved = scrollTop - left;
    let { detached } = this;
    if (moved <= -detachingDistance) {
      detached = true;
      this.#held = undefined;
    } else if (this.#held !== 'end' && (moved > 1 || this.#held?.isConnected === false)) {
      this.#held = undefined;
    }
    this.#isAtEnd = scrollTop >= end - 1;
    if (this.#isAtEnd) {
      detached = false;
      if (this.#mode === 'end') this.#held = 'end';
    }
    const turn = this.#lastTurn;
    if (!this.#held && this.#mode === 'start' && turn && Math.abs(turn.offsetTop - scrollTop) <= 1) {
      detached = false;
      this.#held = turn;
    }
    // Slow fingers move up a pixel at a time, so those are added up.
    this.#left = moved > 1 || detached ? scrollTop : left;
    return detached;
  }

  /** Moves the view by as much as what it is held at has moved. */
  #hold(transcript: HTMLElement): void {
    const target = this.#target();
    if (target === this.#left) return;
    transcript.scrollTop += target - this.#left;
    this.#left = target;
  }

  #target(): number {
    const transcript = this.#transcript;
    if (this.#held !== 'end') return (this.#held as HTMLElement | undefined)?.offsetTop ?? 0;
    return transcript ? transcript.scrollHeight - transcript.clientHeight : 0;
  }

  #report(detached: boolean, isFar: boolean): void {
    if (detached === this.detached && isFar === this.isFar) return;
    // The button is about to go; whoever has just pressed it writes next.
    if (!isFar && this.#host.shadowRoot?.activeElement?.matches('.jump-button')) this.#host.focus({ preventScroll: true });
    this.detached = detached;
    this.isFar = isFar;
    // Not now: this frame's text is drawn, and what is drawn between an observer's report and the paint is an error of the page ("undelivered
    // notifications") if it changes a size (https://drafts.csswg.org/resize-observer/#deliver-resize-loop-error-notification).
    requestAnimationFrame(() => this.#host.requestUpdate());
  }
}

function countReplies(messages: readonly ChatMessage[]): number {
  return messages.filter(({ role }) => role === 'assistant').length;
}

/** What was sent here comes from a little below. The message stays where it is: only what it holds is drawn elsewhere for a moment. */
function rise(turn: Element): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  turn
    .querySelector('.user .content')
    ?.animate({ transform: ['translateY(4px)', 'none'] }, { duration: 150, easing: 'ease-out' });
}
