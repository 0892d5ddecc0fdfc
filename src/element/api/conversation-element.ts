import {
  Conversation,
  conversationStatus,
  type ChatMessage,
  type ContentPart,
  type DraftLike,
  type ConversationStatus,
  type Usage,
} from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { hint } from '../hints/hints.js';
import type { Begin } from '../host.js';
import { AppearanceProperties } from './appearance-properties.js';
import { property } from './attributes.js';
import { markAsGiven } from './availability.js';
import { exportTranscript } from './transcript-export.js';

/** A message as the API writes it. */
export interface NewMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string | readonly ContentPart[];
}

/** What a page can do with the conversation that `<chat-8080>` shows. */
export abstract class ConversationElement extends AppearanceProperties {
  #conversation = new Conversation({ endpoint: '' });
  /** The conversation is one of the page's. */
  #isGiven = false;

  /** `idle`, `waiting`, `streaming`, `tool`, or `error` where the last reply failed or broke off. */
  get status(): ConversationStatus {
    return conversationStatus(this.#conversation.state);
  }

  /** The tokens that all replies have cost, as far as the server said. */
  get usage(): Usage {
    const sum = { promptTokens: 0, completionTokens: 0, totalTokens: 0 };
    for (const { usage } of this.#conversation.state.all) {
      sum.promptTokens += usage?.promptTokens ?? 0;
      sum.completionTokens += usage?.completionTokens ?? 0;
      sum.totalTokens += usage?.totalTokens ?? 0;
    }
    return sum;
  }

  /** The messages so far, immutable. Setting them replaces the conversation: `{role, content}`, as in the API, or what was read here. */
  @property({ attribute: false, noAccessor: true })
  get messages(): readonly ChatMessage[] {
    return this.#conversation.state.messages;
  }

  set messages(messages: readonly (ChatMessage | NewMessage)[] | null | undefined) {
    this.#conversation.clear();
    for (const message of messages ?? []) this.addMessage(message);
  }

  /** The conversation that is shown, for whoever wants to follow each token; another one can be given (`chat-8080/headless`). Nobody is asked for `consent` to what is sent through it. */
  @property({ attribute: false, noAccessor: true })
  get conversation(): Conversation {
    return this.#conversation;
  }

  set conversation(conversation: Conversation | null | undefined) {
    if (!conversation && !this.#isGiven) return;
    this.#conversation = conversation ?? new Conversation({ endpoint: '' });
    this.#isGiven = !!conversation;
    if (conversation) markAsGiven(conversation);
    this.conversationChanged();
    this.requestUpdate();
  }

  /**
   * Sends a message of the visitor: a text, parts, or a draft as `chat-send` gives it. While a reply is coming it waits for its turn.
   * @returns the reply when it has ended, in whatever way: its `status` and `error` say how. Undefined if the chat was cleared before.
   * @throws Error if there is nothing to send
   */
  send(content: DraftLike): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.send(content));
  }

  /** Ends the current reply; the text that came is kept. */
  stop(): void {
    this.#conversation.stop();
  }

  /**
   * Asks again for the last reply; no message of the visitor is repeated.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or there is nothing to ask for
   */
  retry(): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.retry());
  }

  /**
   * Asks for another version of a reply; the earlier one can still be reached.
   * @param id of the reply. Default: the last one.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or `id` is no reply
   */
  regenerate(id?: string): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.regenerate(id));
  }

  /**
   * Sends another version of a message of the visitor; the earlier one can still be reached, with what followed it.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or `id` is no message of the visitor
   */
  edit(id: string, content: DraftLike): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.edit(id, content));
  }

  /**
   * Asks for the rest of the last reply, and appends it.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or there is none to continue
   */
  continueReply(): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.continueReply());
  }

  /**
   * Adds a message at the end without asking for a reply: a greeting of the assistant, say.
   * @returns the message. Undefined for one with nothing in it, or another role: it is left out, and the console says so.
   * @throws Error if a reply is still coming
   */
  addMessage(message: ChatMessage | NewMessage): ChatMessage | undefined {
    const role: string = message.role; // a page without types may say anything
    const content = ('content' in message ? message.content : message.parts) as readonly ContentPart[] | null;
    if ((role === 'user' || role === 'assistant') && content?.length) {
      return this.#conversation.addMessage({ role, content });
    }
    hint(this, 'invalid-message', role);
    return undefined;
  }

  /** The conversation as a text: Markdown, or JSON with everything that is known of each message. */
  exportTranscript(format: 'markdown' | 'json' = 'markdown'): string {
    const { you, assistant } = this.localeStrings;
    return exportTranscript(this.messages, format, { user: you, assistant: this.assistantName ?? assistant });
  }

  /** @returns the reply when it has ended; undefined where there is none */
  protected abstract ask(begin: Begin): Promise<ChatMessage | undefined>;

  /** Another conversation has taken the place of the one before. */
  protected abstract conversationChanged(): void;

  protected abstract get localeStrings(): Locale;
}
