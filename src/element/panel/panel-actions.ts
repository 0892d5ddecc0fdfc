/** What the visitor, or the page by a button of its own, does with the panel. */
import { toDraft, type Conversation } from '../../conversation/index.js';
import { modeOf } from '../api/modes.js';
import { isComposing, keepFromPage } from '../composer/keyboard.js';
import type { Asker, FocusKeeper } from '../host.js';
import type { Transcript } from '../transcript/transcript.js';

export interface PanelActionsHost extends Element {
  readonly mode: string | undefined;
  readonly open: boolean;
  value: string;
  readonly conversation: Conversation;
  focus: (options?: FocusOptions) => void;
  show: () => void;
  hide: () => void;
  toggle: () => void;
  stop: () => void;
  clear: () => void;
}

export interface PanelServices {
  asker: Asker;
  focus: FocusKeeper;
  /** Once its part is there. */
  transcript: () => Transcript | undefined;
}

export class PanelActions {
  readonly #host: PanelActionsHost;
  readonly #services: PanelServices;
  /** What a button of the page has written into the input. */
  #asked = '';

  constructor(host: PanelActionsHost, services: PanelServices) {
    this.#host = host;
    this.#services = services;
    host.addEventListener('command', this.#onCommand);
  }

  /** A suggestion is sent as it is; what the visitor has written meanwhile stays. */
  readonly suggest = (text: string): void => {
    this.#services.asker.submit(toDraft(text));
    this.#services.focus.focusComposer();
  };

  readonly stop = (): void => {
    this.#host.stop();
    this.#services.focus.focusComposer();
  };

  readonly clear = (event: MouseEvent): void => {
    const transcript = this.#services.transcript();
    if (transcript) transcript.clear(event.detail);
    else this.#host.clear();
    this.#services.focus.focusComposer();
  };

  readonly close = (): void => this.#host.hide();

  readonly onKeydown = (event: KeyboardEvent): void => {
    this.#services.transcript()?.onKeydown(event);
    if (event.key === 'Escape' && !event.defaultPrevented && !isComposing(event)) this.#escape(event);
    keepFromPage(event);
  };

  /** One thing a press: an edit ends itself; then the reply, then the panel. */
  #escape(event: KeyboardEvent): void {
    const host = this.#host;
    if (host.conversation.busy) host.stop();
    else if (host.open && modeOf(host).isClosable) host.hide();
    else return;
    // Or the browser would close a modal panel as well: https://html.spec.whatwg.org/multipage/interaction.html#close-requests
    event.preventDefault();
  }

  /**
   * `<button commandfor="chat" command="--toggle">`: the page opens the chat without a script. With `--ask` the button's value is put into the input,
   * unless the visitor has written there; nothing is sent.
   */
  readonly #onCommand = (event: Event): void => {
    const { command, source } = event as Event & { command: string; source: HTMLButtonElement };
    const [, name] = /^--(ask|show|hide|toggle|stop|clear)$/.exec(command) ?? [];
    if (name === 'ask') this.#ask(source.value);
    else if (name) this.#host[name as 'show' | 'hide' | 'toggle' | 'stop' | 'clear']();
  };

  #ask(text: string): void {
    const host = this.#host;
    if (host.value === '' || host.value === this.#asked) host.value = this.#asked = text;
    this.#services.focus.focusComposer();
    host.show();
  }
}
