import type { ReactiveController } from 'lit';
import { toolCalls, type ConversationState } from '../../conversation/index.js';
import type { ConversationEvents } from '../api/events.js';
import type { ConversationHost, ElementHost } from '../host.js';
import type { Transcript } from '../transcript/transcript.js';
import { FrameController } from './frame-controller.js';
import { PendingController } from './pending-controller.js';

export interface ConversationServices {
  events: ConversationEvents;
  /** Once its part is there. */
  transcript: () => Transcript | undefined;
  /** The part that would ask the visitor is missing: a tool that needs their word is refused, or the reply would never end. */
  cannotAsk: () => boolean;
}

/** Follows the conversation as long as the element is in a document. */
export class ConversationController implements ReactiveController {
  readonly #host: ElementHost & ConversationHost;
  readonly #services: ConversationServices;
  readonly #frames: FrameController;
  readonly #pending: PendingController;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ElementHost & ConversationHost, services: ConversationServices) {
    this.#host = host;
    this.#services = services;
    this.#frames = new FrameController(host);
    this.#pending = new PendingController(host);
    host.addController(this);
  }

  /** A reply has been waited for so long that the screen should say so. */
  get pending(): boolean {
    return this.#pending.pending;
  }

  hostConnected(): void {
    this.#subscribe();
  }

  hostDisconnected(): void {
    this.#host.conversation.stop();
    this.#end();
  }

  /** There is an update after each change, and when it turns out that the part cannot be had. */
  hostUpdate(): void {
    const { conversation } = this.#host;
    if (!this.#services.cannotAsk()) return;
    for (const message of conversation.state.messages) for (const { id } of toolCalls(message)) conversation.deny(id, message.id);
  }

  /** To be called when the host has got another conversation. */
  replaced(): void {
    this.#end();
    if (this.#host.isConnected) this.#subscribe();
  }

  #end(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #subscribe(): void {
    const { conversation } = this.#host;
    this.#pending.update(conversation.busy);
    if (this.#unsubscribe) return;
    this.#services.events.reset(conversation.state);
    this.#unsubscribe = conversation.subscribe((state) => this.#onChange(state));
  }

  #onChange(state: ConversationState): void {
    const { conversation } = this.#host;
    const { events, transcript } = this.#services;
    transcript()?.update(state);
    this.#pending.update(conversation.busy);
    events.update(state, conversation.busy);
    this.#frames.requestUpdate();
  }
}
