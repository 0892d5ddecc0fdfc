import { messageText, type ChatMessage, type Conversation } from '../conversation/index.js';
import type { Locale } from '../locales/index.js';
import { AnnouncerController } from './announcer-controller.js';
import type { Chat8080 } from './chat-8080.js';
import { conversationOptions, keyword } from './config.js';
import type { Tell } from './events.js';
import { hint } from './hints.js';
import { errorText } from './templates/message.js';

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
    const announce = keyword(element, 'announce', ['full', 'brief', 'off'] as const, element.announce);
    this.announcer.clear();
    if (announce !== 'off') this.announcer.announceLater(strings().waiting);
    this.host.began();
    const message = await begin(conversation);
    this.announcer.clear();
    if (!message) return undefined;
    this.host.ended();
    const { error } = message;
    if (announce !== 'off' && !this.host.isErrorHandled(message.id)) {
      const text = announce === 'full' ? messageText(message) : strings().complete;
      this.announcer.announce(error ? errorText(strings(), message) : text);
    }
    if (error && this.host.isSetUp()) {
      const told = error.serverMessage ? `${error.message} It said: ${error.serverMessage}` : error.message;
      hint(element, `request-${error.code}`, told);
    }
    return message;
  }
}
