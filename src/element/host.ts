/** What controllers and templates see of the element. They name these, never the class: nobody but the entry points imports that. */
import type { ReactiveControllerHost } from 'lit';
import type { ChatMessage, Conversation, Draft, MessageError } from '../conversation/index.js';
import type { MessageWords } from '../locales/index.js';
import type { PartName } from '../parts.js';

/** An element that renders into a shadow root. */
export interface ElementHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export interface ConversationHost {
  readonly conversation: Conversation;
}

/** Keeps the focus in the chat. */
export interface FocusKeeper {
  /** Selector of a control that is yet to come, and takes the place of the one that has the focus. */
  next: string | undefined;
  /** To the input; on touch devices, where that would bring up the keyboard, to the transcript. */
  focusComposer: () => void;
}

/** Asks for a reply, in whatever way. */
export type Begin = (conversation: Conversation) => Promise<ChatMessage | undefined>;

/** What asks the model. */
export interface Asker {
  /** @returns the reply when it has ended; undefined where there is none */
  ask: (begin: Begin) => Promise<ChatMessage | undefined>;
  /**
   * Sends what a visitor has written, unless it cannot be sent now, or a listener of `chat-send` prevents it.
   * @param begin Default: the draft is a new message.
   * @param accepted called before it is sent
   */
  submit: (draft: Draft, begin?: Begin, accepted?: () => void) => void;
}

/** What only some pages ask for. It comes as a part, and draws in places that others leave to it. */
export interface Extras {
  /** Waits for the visitor's answer; what is written stays as it is. */
  readonly isAsking: boolean;
  /** In messages; another object once what it draws there has changed. */
  readonly inMessages: MessageExtras;
  /** In the header in place of its buttons, above the input, below it, and beside the button that opens the panel. */
  render: (place: 'header' | 'above' | 'below' | 'beside') => unknown;
  /** @returns whether the visitor has agreed to what the page asks for before anything is sent; asks them first */
  consented: () => Promise<boolean>;
  /** To be told when the conversation and what was written have been removed. */
  cleared: () => void;
  /** To be told when the host has forgotten everything. */
  forgotten: () => void;
}

export interface MessageExtras {
  /** Below a message that is rated. */
  rated: (message: ChatMessage, rating: 'good' | 'bad' | undefined) => unknown;
  /** Beside an error. */
  failed: (error: MessageError | undefined) => unknown;
}

/** What a part adds to the composer: attachments, dictation. */
export interface ComposerPart {
  /** Something is on its way into the draft. */
  readonly isBusy: boolean;
  /** Above the input, before it, and between it and the button that sends. */
  render: (place: 'above' | 'start' | 'end') => unknown;
  /** @returns undefined where nothing is on its way into the draft; else, when that has ended, whether the draft can be sent */
  settle: () => Promise<boolean> | undefined;
  /** How what is in the draft is sent, where it is no new message. */
  readonly begin?: Begin | undefined;
  /** To be told when what was written has been removed. */
  cleared?: () => void;
}

/** What reads replies aloud. It comes as a part. */
export interface Reader {
  readonly isReading: boolean;
  stop: () => void;
  /** What of a message's button can change; undefined where it has none. */
  stateOf: (id: string) => string | undefined;
  /** In the row below a reply. */
  render: (message: ChatMessage) => unknown;
}

/** What fetches parts. */
export interface Parts {
  readonly extras: Extras | undefined;
  /** Takes up what a part brings beside what it does: its stylesheet, as a text, and its words in English, with which all is rendered anew. */
  add: (styles: string, words?: Partial<MessageWords>) => void;
  /**
   * Each part once for an element, even if that fails, until a reply has ended or a button is pressed: a retry would trigger a render, and the render another retry.
   * @param use what is made of the exports; of a second call for the same part only the name counts
   * @returns undefined where the part cannot be had
   */
  load: <Exports, Made>(
    name: PartName,
    load: () => Promise<Exports>,
    use: (exports: Exports) => Made,
  ) => Promise<Made | undefined>;
}
