import type { ChatMessage, Draft } from '../../conversation/index.js';
import { announceOf } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { canSend, canWrite, hasOwnOptions, isSetUp, type AvailabilityHost } from '../api/availability.js';
import { conversationOptions } from '../api/conversation-options.js';
import type { ConversationEvents, Emit } from '../api/events.js';
import type { RequestProperties } from '../api/request-properties.js';
import { hint } from '../hints/hints.js';
import type { Asker, Begin } from '../host.js';
import type { Transcript } from '../transcript/transcript.js';

export type TurnHost = RequestProperties &
  AvailabilityHost &
  Pick<AppearanceProperties, 'announce' | 'consent'> & { stop: () => void };

export interface TurnServices {
  emit: Emit;
  events: ConversationEvents;
  /** Once its part is there. */
  transcript: () => Transcript | undefined;
  /** Waits for its part. */
  loadTranscript: () => Promise<Transcript | undefined>;
  /** The visitor has agreed to what the page asks for; they are asked first. */
  consented: () => Promise<boolean | undefined>;
  /** A reply has ended. */
  ended: () => void;
}

/** One turn, from what is asked until its end is told: to the visitor's screen reader, and to the owner where it has failed. */
export class Turn implements Asker {
  readonly #host: TurnHost;
  readonly #services: TurnServices;
  /** What the visitor has tried to send last, and has to agree to something before. */
  #waiting: (() => void) | undefined;

  constructor(host: TurnHost, services: TurnServices) {
    this.#host = host;
    this.#services = services;
  }

  submit(draft: Draft, begin?: Begin, accepted?: () => void): void {
    // Also when the visitor has agreed: meanwhile the page may have disabled the chat, or asked something itself.
    const isAble = (): boolean => (begin ? canSend : canWrite)(this.#host);
    if (!isAble()) return;
    const { emit, consented } = this.#services;
    const submit = (): void => {
      if (!isAble() || !emit('chat-send', draft)) return;
      accepted?.();
      void this.ask(begin ?? ((conversation) => conversation.send(draft)));
    };
    this.#waiting = submit;
    if (this.#host.consent) void consented().then((agreed) => agreed && this.#waiting === submit && submit());
    else submit();
  }

  async ask(begin: Begin): Promise<ChatMessage | undefined> {
    const host = this.#host;
    const { emit, transcript, ended } = this.#services;
    // Properties that a page set before the element was defined are Lit's to hand over, in the first update.
    if (host.isConnected && !host.hasUpdated) await host.updateComplete;
    if (host.consent && !(await this.#services.consented())) return undefined;
    const { conversation } = host;
    if (!hasOwnOptions(host)) conversation.options = conversationOptions(host, emit);
    transcript()?.scroll.attach();
    const message = await begin(conversation);
    if (!message) return undefined;
    ended();
    void this.#announce(message);
    this.#hint(message);
    return message;
  }

  /** Also a first reply that has come before the part did. */
  async #announce(message: ChatMessage): Promise<void> {
    const { events, loadTranscript, transcript } = this.#services;
    const announce = announceOf(this.#host);
    const { announcements } = transcript() ?? (await loadTranscript()) ?? {};
    if (!events.handled.has(message.id)) announcements?.replied(message, announce);
  }

  #hint({ error }: ChatMessage): void {
    if (!error || !isSetUp(this.#host)) return;
    const told = error.serverMessage ? `${error.message} It said: “${error.serverMessage}”.` : error.message;
    hint(this.#host, `request-${error.code}`, told);
  }
}
