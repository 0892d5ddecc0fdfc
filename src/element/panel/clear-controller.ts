import { ended, isUnsettled, type ConversationState } from '../../conversation/index.js';
import type { Chat8080 } from '../chat-8080.js';
import type { ScrollController } from '../transcript/scroll-controller.js';

/**
 * The visitor's button for a new conversation, and their way back: nothing asks whether they are sure, and nothing is lost by a slip. The way
 * back ends with whatever happens next in the conversation. What a page clears itself, when somebody signs out say, stays cleared.
 */
export class ClearController {
  /** The conversation as the button has left it. */
  #cleared: ConversationState | undefined;
  #restore = (): void => undefined;

  constructor(
    private readonly host: Chat8080,
    private readonly feedback: Map<string, 'good' | 'bad'>,
    private readonly scroll: () => ScrollController | undefined,
  ) {}

  get canRestore(): boolean {
    return this.#cleared === this.host.conversation.state;
  }

  /** @param clicks how many the press is of: the second of a double click would take back the first */
  press(clicks: number): void {
    if (clicks > 1) return;
    if (this.canRestore) this.#restore();
    else this.#clear();
  }

  #clear(): void {
    const { host, feedback } = this;
    const { conversation } = host;
    const { state } = conversation;
    const place = this.scroll()?.place;
    const rated = [...feedback];
    host.clear();
    if (conversation.state.all.length > 0) return; // a listener has prevented it, or greets
    const cleared = conversation.state;
    this.#cleared = cleared;
    this.#restore = () => {
      const scroll = this.scroll();
      if (scroll) scroll.place = place;
      for (const [id, value] of rated) feedback.set(id, value);
      const all = state.all.map((message, index) => ({
        ...(isUnsettled(message) ? ended(message, 'stopped') : message),
        createdAt: cleared.clearedAt + 1 + index, // what is older than a clearing other tabs do not take
      }));
      conversation.replace({ ...state, all, clearedAt: cleared.clearedAt }, []);
    };
  }
}
