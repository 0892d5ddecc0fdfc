import type { ReactiveController } from 'lit';
import { isUnsettled, toolCalls, type ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { announceOf, type Announce } from '../api/appearance.js';
import type { errorText } from '../message/error-text.js';
import type { whenDrawn } from '../message/markdown-directive.js';
import type { MessageActions, Saying } from '../message/message-actions.js';
import type { AnnouncementsHost } from './announcements.js';
import { Announcer } from './announcer.js';
import { questionSpeech, replySpeech, welcomeSpeech } from './speech.js';
import { blocksOf } from './spoken-text.js';
import { versionText } from './version-text.js';

/** Handed in: parts share code with the script only. */
export interface SpeakerServices {
  locale: { readonly strings: Locale };
  actions: MessageActions;
  errorText: typeof errorText;
  whenDrawn: typeof whenDrawn;
}

/** After this time without a word of the reply it is said that one is waited for. No words of ours are waited for longer, either. */
const patienceMs = 1_000;
/** What gets the focus when a panel opens is said first; and a live region that was hidden is not listened to at once. */
const openingMs = 500;

/** What a screen reader says of its own accord, as far as `announce` lets it. Errors and questions are always said, and what the visitor has just done. */
export class Speaker implements ReactiveController {
  readonly #host: AnnouncementsHost;
  readonly #services: SpeakerServices;
  readonly #announcer: Announcer;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** The call that was asked about last. */
  #question: string | undefined;

  constructor(host: AnnouncementsHost, services: SpeakerServices) {
    this.#host = host;
    this.#services = services;
    this.#announcer = new Announcer(host.renderRoot);
    host.addController(this);
  }

  clear(): void {
    this.#wait(false);
    this.#announcer.clear();
  }

  hostDisconnected(): void {
    this.clear();
  }

  say(saying: Saying): void {
    this.#announcer.announce(saying(this.#strings, (id) => this.#version(id)));
  }

  /** To be told at each change. */
  update(): void {
    const { state, ...now } = this.#host.conversation.snapshot();
    const reply = state.messages.find(({ id }) => id === now.replyId);
    this.#wait(reply?.status === 'waiting' && reply.parts.length === 0);
    const question = reply && toolCalls(reply).find(({ state }) => state === 'approval');
    if (question && question.id !== this.#question) void this.#ask(reply.id);
    this.#question = question?.id;
  }

  async replied(message: ChatMessage, announce: Announce): Promise<void> {
    const { actions, errorText } = this.#services;
    const isTrouble = message.error !== undefined || message.status === 'filtered';
    const [drawn] = await Promise.all([this.#drawn(message), isTrouble && within(actions.loadFailure())]);
    const strings = this.#strings;
    const trouble = isTrouble ? errorText(strings, message) : undefined;
    this.#announcer.announce(replySpeech({ message, announce, strings, drawn, trouble, version: this.#version(message.id) }));
  }

  /** For whoever reads it aloud. */
  async blocks(message: ChatMessage): Promise<string[]> {
    return blocksOf(await this.#drawn(message), this.#strings);
  }

  /** The panel has opened, and there is nothing in it yet. */
  opened(): void {
    const { renderRoot, conversation } = this.#host;
    setTimeout(() => {
      if (conversation.state.messages.length === 0 && announceOf(this.#host) !== 'off')
        this.#announcer.announce(welcomeSpeech(renderRoot));
    }, openingMs);
  }

  get #strings(): Locale {
    return this.#services.locale.strings;
  }

  #version(id: string): string {
    return versionText(this.#strings, this.#host.conversation.state, id);
  }

  #wait(isWaiting: boolean): void {
    if (isWaiting === (this.#waiting !== undefined)) return;
    clearTimeout(this.#waiting);
    this.#waiting = isWaiting ? setTimeout(() => this.#sayWaiting(), patienceMs) : undefined;
  }

  #sayWaiting(): void {
    const { waiting, waitingForNetwork } = this.#strings;
    const retry = this.#host.conversation.state.messages.find(isUnsettled)?.retry;
    if (announceOf(this.#host) !== 'off') this.#announcer.announce(retry && retry.at === undefined ? waitingForNetwork : waiting);
  }

  /** A tool asks. */
  async #ask(id: string): Promise<void> {
    await this.#services.actions.loadToolCard();
    this.#host.requestUpdate(); // what has come is else drawn in the next frame
    await this.#host.updateComplete;
    const question = this.#host.renderRoot.querySelector(`[id="${CSS.escape(id)}"] .tool-question`)?.textContent;
    if (question) this.#announcer.announce(questionSpeech(this.#strings, question));
  }

  /** The texts of a message, when all of them have been drawn. */
  async #drawn(message: ChatMessage): Promise<Element[]> {
    // Its end is drawn in the next frame; a hidden page has none, and draws at once.
    await (document.hidden ? this.#host.updateComplete : new Promise(requestAnimationFrame));
    const drawn = [...this.#host.renderRoot.querySelectorAll(`[id="${CSS.escape(message.id)}"] .content > .text`)];
    await Promise.all(drawn.map(this.#services.whenDrawn));
    return drawn;
  }
}

/** Not for long: where there is no network it does not come. */
function within(loading: Promise<unknown>): Promise<unknown> {
  return Promise.race([loading, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}
