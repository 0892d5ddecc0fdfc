import { messageText, type ChatMessage, type Conversation } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { AnnouncerController } from './announcer-controller.js';
import type { Chat8080 } from '../chat-8080.js';
import { announceOf } from '../api/appearance.js';
import { conversationOptions } from '../api/conversation-options.js';
import type { Tell } from '../api/events.js';
import { hint } from '../hints/hints.js';
import { whenDrawn } from '../message/markdown-directive.js';
import { errorText } from '../message/message-template.js';

interface TurnHost {
  element: Chat8080;
  tell: Tell;
  strings: () => Locale;
  /** There is a server to ask. */
  isSetUp: () => boolean;
  /** The conversation is one of the page's, whose options stand. */
  hasOwnOptions: () => boolean;
  /** A turn is about to begin. */
  began: () => void;
  /** A reply has ended. */
  ended: () => void;
  /** The page shows the error of this message itself. */
  isErrorHandled: (id: string) => boolean;
  /** What is drawn, as a text; undefined until its chunk is there. */
  wordsOf: (drawn: readonly Element[]) => string | undefined;
}

/** One turn, from what is asked until its end is told: to the visitor's screen reader, and to the owner where it has failed. */
export class TurnController {
  readonly announcer: AnnouncerController;

  constructor(private readonly host: TurnHost) {
    this.announcer = new AnnouncerController(host.element);
  }

  async ask(begin: (conversation: Conversation) => Promise<ChatMessage | undefined>): Promise<ChatMessage | undefined> {
    const { element, tell, strings } = this.host;
    // Properties that a page set before the element was defined are Lit's to hand over, in the first update.
    if (element.isConnected && !element.hasUpdated) await element.updateComplete;
    const { conversation } = element;
    if (!this.host.hasOwnOptions()) conversation.options = conversationOptions(element, tell);
    const announce = announceOf(element);
    this.announcer.clear();
    if (announce !== 'off') this.announcer.announceLater(strings().waiting);
    this.host.began();
    const message = await begin(conversation);
    this.announcer.clear();
    if (!message) return undefined;
    this.host.ended();
    const { error } = message;
    if (announce !== 'off' && !this.host.isErrorHandled(message.id)) {
      const text = error ? errorText(strings(), message) : strings().complete;
      if (error || announce === 'brief') this.announcer.announce(text);
      else void this.#words(message).then((words) => this.announcer.announce(words));
    }
    if (error && this.host.isSetUp()) {
      const told = error.serverMessage ? `${error.message} It said: “${error.serverMessage}”.` : error.message;
      hint(element, `request-${error.code}`, told);
    }
    return message;
  }

  /** Its words, not its source: asterisks and the addresses of links are nothing to listen to. What is noted below it is read too. */
  async #words(message: ChatMessage): Promise<string> {
    // Its end is drawn in the next frame; a hidden page has none, and draws at once.
    await (document.hidden ? this.host.element.updateComplete : new Promise(requestAnimationFrame));
    const drawn = [
      ...this.host.element.renderRoot.querySelectorAll(`[id="${CSS.escape(message.id)}"] .content > :is(.text, .note)`),
    ];
    await Promise.all(drawn.map(whenDrawn));
    return this.host.wordsOf(drawn) ?? messageText(message);
  }
}
