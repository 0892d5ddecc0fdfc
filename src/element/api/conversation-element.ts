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

  /** What the chat is doing: `idle`, `waiting`, `streaming`, `tool`, or `error` after a reply that failed or was interrupted. */
  get status(): ConversationStatus {
    return conversationStatus(this.#conversation.state);
  }

  /** The tokens of all replies together, as far as the server reported them. */
  get usage(): Usage {
    const sum = { promptTokens: 0, completionTokens: 0, totalTokens: 0 };
    for (const { usage } of this.#conversation.state.all) {
      sum.promptTokens += usage?.promptTokens ?? 0;
      sum.completionTokens += usage?.completionTokens ?? 0;
      sum.totalTokens += usage?.totalTokens ?? 0;
    }
    return sum;
  }

  /** The messages of the conversation, immutable. Setting the property replaces the conversation: with `{role, content}` as in the API, or with messages that were read from this property. */
  @property({ attribute: false, noAccessor: true })
  get messages(): readonly ChatMessage[] {
    return this.#conversation.state.messages;
  }

  set messages(messages: readonly (ChatMessage | NewMessage)[] | null | undefined) {
    this.#conversation.clear();
    for (const message of messages ?? []) this.addMessage(message);
  }

  /** The conversation object, for example to follow each token. It can be replaced by a `Conversation` of `chat-8080/headless`. Messages that are sent through this object do not ask for `consent`. */
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
   * Sends a message of the visitor: a text, parts, or a draft as in the event `chat-send`. While a reply is coming the message waits for its turn.
   * @returns the reply when it has ended, complete or not: see its `status` and `error`. Undefined if the chat was cleared before.
   * @throws Error if there is nothing to send
   */
  send(content: DraftLike): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.send(content));
  }

  /** Stops the current reply; everything received so far stays. */
  stop(): void {
    this.#conversation.stop();
  }

  /**
   * Requests the last reply again, without repeating the visitor's message.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or if there is no reply to request again
   */
  retry(): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.retry());
  }

  /**
   * Requests another version of a reply; the visitor can go back to the earlier version.
   * @param id the id of the reply. Default: the last one.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or if `id` is not the id of a reply
   */
  regenerate(id?: string): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.regenerate(id));
  }

  /**
   * Sends another version of a message of the visitor; the visitor can go back to the earlier version and its replies.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or if `id` is not the id of a visitor's message
   */
  edit(id: string, content: DraftLike): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.edit(id, content));
  }

  /**
   * Requests the rest of a reply that was cut, and appends it.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or if there is no reply to continue
   */
  continueReply(): Promise<ChatMessage | undefined> {
    return this.ask((conversation) => conversation.continueReply());
  }

  /**
   * Adds a message at the end without requesting a reply, for example a greeting of the assistant.
   * @returns the message. Undefined for an empty message, or for another role than `user` and `assistant`: such a message is left out, and the console says so.
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

  /** Returns the conversation as a text: Markdown, or JSON with all details of each message. */
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
