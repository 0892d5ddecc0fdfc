import { ended, isUnsettled, type ConversationState, type Draft } from '../../conversation/index.js';
import type { ConversationHost } from '../host.js';
import type { Rating, Say } from '../message/message-actions.js';
import type { ScrollController } from './scroll-controller.js';

export interface ClearingServices {
  scroll: ScrollController;
  ratings: Map<string, Rating>;
  say: Say;
}

type ClearableHost = ConversationHost & { draft: Draft; clear: () => void };

/**
 * The visitor's button for a new conversation, and their way back: nothing asks whether they are sure, and nothing is lost by a slip. The way
 * back ends with whatever happens next in the conversation. What a page clears itself, when somebody signs out say, stays cleared.
 */
export class ClearedConversation {
  readonly #host: ClearableHost;
  readonly #services: ClearingServices;
  /** The conversation as the button has left it. */
  #cleared: ConversationState | undefined;
  #restore = (): void => undefined;

  constructor(host: ClearableHost, services: ClearingServices) {
    this.#host = host;
    this.#services = services;
  }

  get canRestore(): boolean {
    return this.#cleared === this.#host.conversation.state;
  }

  /** @param clicks how many the press is of: the second of a double click would take back the first */
  press(clicks: number): void {
    if (clicks > 1) return;
    if (this.canRestore) this.#restore();
    else this.#clear();
  }

  #clear(): void {
    const { conversation } = this.#host;
    const { scroll, ratings, say } = this.#services;
    const { state } = conversation;
    const { place } = scroll;
    const rated = [...ratings];
    const { draft } = this.#host;
    this.#host.clear();
    this.#host.draft = draft; // it is nothing that was said
    if (conversation.state.all.length > 0) return; // a listener has prevented it, or greets
    const cleared = conversation.state;
    this.#cleared = cleared;
    say((strings) => strings.cleared);
    this.#restore = () => {
      scroll.place = place;
      for (const [id, rating] of rated) ratings.set(id, rating);
      const all = state.all.map((message, index) => ({
        ...(isUnsettled(message) ? ended(message, 'stopped') : message),
        createdAt: cleared.clearedAt + 1 + index, // what is older than a clearing other tabs do not take
      }));
      conversation.replace({ ...state, all, clearedAt: cleared.clearedAt }, []);
      say((strings) => strings.restored);
    };
  }
}
