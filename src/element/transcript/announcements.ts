import type { LitElement } from 'lit';
import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import type { Announce } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { ConversationHost, Parts } from '../host.js';
import { whenDrawn } from '../message/markdown-directive.js';
import { errorText } from '../message/error-text.js';
import type { MessageActions, Saying } from '../message/message-actions.js';
import type { Speaker } from './speaker.js';

export type AnnouncementsHost = LitElement & ConversationHost & Pick<AppearanceProperties, 'announce'>;

export interface AnnouncementsServices {
  parts: Parts;
  locale: { readonly strings: Locale };
}

/** When a screen reader is to say something of its own accord. What it says is a part's, which comes with the first need; until then nothing is lost. */
export class Announcements {
  readonly #host: AnnouncementsHost;
  readonly #services: AnnouncementsServices;
  readonly #actions: MessageActions;
  #speaker: Speaker | undefined;

  constructor(host: AnnouncementsHost, services: AnnouncementsServices, actions: MessageActions) {
    this.#host = host;
    this.#services = services;
    this.#actions = actions;
    host.addEventListener('toggle', (event) => {
      // Whoever has opened it has the focus in it.
      const { activeElement } = host.renderRoot as ShadowRoot;
      if (event.newState === 'open' && activeElement && host.conversation.state.messages.length === 0)
        void this.#with((speaker) => speaker.opened());
    });
  }

  clear(): void {
    this.#speaker?.clear();
  }

  /** What the visitor has just done. */
  say(saying: Saying): void {
    void this.#with((speaker) => speaker.say(saying));
  }

  /** A message as it is said; undefined where the part cannot be had. */
  blocks(message: ChatMessage): Promise<string[] | undefined> {
    return this.#with((speaker) => speaker.blocks(message));
  }

  /** To be told at each change. */
  update(): void {
    if (this.#speaker) this.#speaker.update();
    else if (this.#host.conversation.busy) void this.#with((speaker) => speaker.update());
  }

  /**
   * A reply has ended.
   * @param announce as it was then: this part may have come since
   */
  replied(message: ChatMessage, announce: Announce): void {
    void this.#with((speaker) => speaker.replied(message, announce));
  }

  #with<Made>(use: (speaker: Speaker) => Made | Promise<Made>): Promise<Made | undefined> {
    const { locale, parts } = this.#services;
    return parts
      .load(
        'speech',
        () => import('../parts/speech.js'),
        ({ Speaker, speechWords }) => {
          parts.add('', speechWords);
          return (this.#speaker = new Speaker(this.#host, { locale, actions: this.#actions, errorText, whenDrawn }));
        },
      )
      .then((speaker) => (speaker ? use(speaker) : undefined));
  }
}
