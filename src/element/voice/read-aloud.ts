import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../conversation/index.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { modeOf } from '../api/modes.js';
import type { RequestProperties } from '../api/request-properties.js';
import { isComposing } from '../composer/keyboard.js';
import { iconButton } from '../controls/icon-button.js';
import { line, stopIcon } from '../controls/icons.js';
import type { Locale } from '../../locales/index.js';
import type { Say } from '../message/message-actions.js';
import type { ConversationHost, Reader } from '../host.js';
import { pageLanguage } from '../panel/locale-controller.js';
import { piecesOf } from './pieces.js';
import { Playing } from './playing.js';
import type { Reading } from './reading.js';
import { Synthesis, voices } from './synthesis.js';

const speakerIcon = line('M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11');

/** In characters: some 12 s, before Chromium breaks a voice off. */
const longestSpoken = 180;
/** Of the first piece little is waited for; the API takes 4,096 (https://platform.openai.com/docs/api-reference/audio/createSpeech). */
const longestSent = (index: number): number => (index === 0 ? 300 : 1_200);

type Host = LitElement & RequestProperties & ConversationHost & Pick<AppearanceProperties, 'mode' | 'open' | 'readAloud'>;

export interface ReadAloudServices {
  locale: { readonly strings: Locale };
  /** A message as it is said; undefined where that cannot be had. */
  blocks: (message: ChatMessage) => Promise<string[] | undefined>;
  say: Say;
}

/** Reads one reply at a time. It begins by a press alone, so it never speaks while a screen reader tells what has come. */
export class ReadAloud implements ReactiveController, Reader {
  readonly #host: Host;
  readonly #services: ReadAloudServices;
  #reading: (Reading & { id: string }) | undefined;
  /** Id of the message that could not be read. */
  #failed: string | undefined;

  constructor(host: Host, services: ReadAloudServices) {
    this.#host = host;
    this.#services = services;
    host.addController(this);
    // Most browsers find their voices after they are first asked for.
    if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', () => host.requestUpdate());
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  stateOf(id: string): string | undefined {
    if (!this.#isOffered) return undefined;
    return this.#reading?.id === id ? 'reading' : this.#failed === id ? 'failed' : 'quiet';
  }

  render(message: ChatMessage): TemplateResult | undefined {
    const state = this.stateOf(message.id);
    if (!state) return undefined;
    const { strings } = this.#services.locale;
    const isReading = state === 'reading';
    const button = iconButton({
      name: isReading ? strings.stopReading : strings.readAloud,
      icon: isReading ? stopIcon : speakerIcon,
      part: isReading ? 'read-button reading' : 'read-button',
      onClick: () => (isReading ? this.stop() : void this.#read(message)),
    });
    return html`${button}${state === 'failed' ? html`<span class="reading-failed">${strings.readingFailed}</span>` : nothing}`;
  }

  stop(): void {
    const reading = this.#reading;
    if (!reading) return;
    this.#reading = undefined;
    reading.stop();
    removeEventListener('keydown', this.#onKeydown, true);
    removeEventListener('pagehide', this.#onPageHide);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const host = this.#host;
    const id = this.#reading?.id;
    if (id === undefined) return;
    const isGone = !host.conversation.state.messages.some((message) => message.id === id);
    if (isGone || !this.#isOffered || (modeOf(host).isClosable && !host.open)) this.stop();
  }

  hostDisconnected(): void {
    this.stop();
  }

  get #isOffered(): boolean {
    const { readAloud, speechEndpoint } = this.#host;
    return readAloud && (speechEndpoint ? typeof AudioContext === 'function' : voices().length > 0);
  }

  async #read(message: ChatMessage): Promise<void> {
    this.stop();
    const host = this.#host;
    const { id } = message;
    const isSent = Boolean(host.speechEndpoint);
    const means: Reading = isSent ? new Playing(host) : new Synthesis(pageLanguage(host));
    const reading = (this.#reading = Object.assign(means, { id }));
    reading.unlock();
    this.#failed = undefined;
    addEventListener('keydown', this.#onKeydown, true);
    addEventListener('pagehide', this.#onPageHide);
    host.requestUpdate();
    try {
      const blocks = await this.#services.blocks(message);
      if (!blocks) throw new Error('What says it cannot be had.');
      const pieces = isSent ? piecesOf([blocks.join('\n')], longestSent) : piecesOf(blocks, () => longestSpoken);
      for (const [index, piece] of pieces.entries()) {
        if (reading === this.#reading) await reading.read(piece, pieces[index + 1]);
      }
    } catch {
      if (reading === this.#reading) {
        this.#failed = id;
        this.#services.say(({ readingFailed }) => readingFailed);
      }
    }
    if (reading === this.#reading) this.stop();
  }

  /** Before anybody else: one thing a press. In Safari a button that is clicked does not get the focus, so the key may come from the body. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    const isHere = event.composedPath().includes(this.#host) || event.target === document.body;
    if (event.key !== 'Escape' || isComposing(event) || !isHere) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.stop();
  };

  /** Chromium goes on speaking. */
  readonly #onPageHide = (): void => this.stop();
}
