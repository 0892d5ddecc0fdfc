/** What a visitor can do with a message: every button below one ends here. */
import { messageText, type ChatMessage } from '../../conversation/index.js';
import { neutralise } from '../../markdown/syntax/characters.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { canSend, type AvailabilityHost } from '../api/availability.js';
import type { Emit } from '../api/events.js';
import type { Asker, Begin, ElementHost, FocusKeeper } from '../host.js';
import { CopyController } from './copy-controller.js';
import { EditController } from './edit-controller.js';

export type Rating = 'good' | 'bad';

export type MessageActionsHost = ElementHost & AvailabilityHost & Pick<AppearanceProperties, 'withoutEdit' | 'submitOn'>;

export interface MessageServices {
  asker: Asker;
  emit: Emit;
  focus: FocusKeeper;
}

export class MessageActions {
  readonly copying: CopyController;
  readonly editing: EditController;
  /** By id of the message. */
  readonly ratings = new Map<string, Rating>();

  readonly #host: MessageActionsHost;
  readonly #services: MessageServices;

  constructor(host: MessageActionsHost, services: MessageServices) {
    this.#host = host;
    this.#services = services;
    this.copying = new CopyController(host);
    this.editing = new EditController(host, services.asker, services.focus);
  }

  readonly retry = (): void => this.#ask((conversation) => conversation.retry());

  readonly continueReply = (): void => this.#ask((conversation) => conversation.continueReply());

  regenerate(id: string): void {
    this.#ask((conversation) => conversation.regenerate(id));
  }

  edit(message: ChatMessage): void {
    if (canSend(this.#host)) this.editing.begin(message);
  }

  /** For arrow up in an empty composer. */
  editLast(): void {
    const last = this.#host.conversation.state.messages.findLast(({ role }) => role === 'user');
    if (last && !this.#host.withoutEdit) this.edit(last);
  }

  copy(message: ChatMessage): void {
    const text = neutralise(messageText(message)); // as it is shown
    const drawn = this.#host.renderRoot.querySelectorAll(`[id="${CSS.escape(message.id)}"] .text`);
    void this.copying.copy(message.id, text, [...drawn]);
    this.#services.emit('chat-copy', { text, message });
  }

  /** @param button class of the one that was pressed: in the other version it has the focus again */
  choose(id: string, button: string): void {
    const { conversation } = this.#host;
    if (conversation.busy) return;
    this.#services.focus.next = `[id="${CSS.escape(id)}"] .${button}`;
    conversation.choose(id);
  }

  /** The same rating again takes it back. */
  rate(message: ChatMessage, rating: Rating): void {
    const value = this.ratings.get(message.id) === rating ? undefined : rating;
    if (value) this.ratings.set(message.id, value);
    else this.ratings.delete(message.id);
    this.#host.requestUpdate();
    this.#services.emit('chat-feedback', { message, value });
  }

  /** Answers a tool call that waits for the visitor's leave. */
  decide(callId: string, isAllowed: boolean): void {
    const { conversation } = this.#host;
    if (isAllowed) conversation.approve(callId);
    else conversation.deny(callId);
    this.#services.focus.focusComposer();
  }

  #ask(begin: Begin): void {
    if (canSend(this.#host)) void this.#services.asker.ask(begin);
    this.#services.focus.focusComposer();
  }
}
