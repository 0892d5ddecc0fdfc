/** What the visitor, or the page by a button of its own, does with the panel. */
import { toDraft, type Conversation } from '../../conversation/index.js';
import { isComposing, keepFromPage } from '../composer/keyboard.js';
import type { Asker, FocusKeeper } from '../host.js';
import type { Transcript } from '../transcript/transcript.js';

export interface PanelActionsHost extends EventTarget {
  readonly open: boolean;
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
    else if (host.open) host.hide();
    else return;
    // Or the browser would close a modal panel as well: https://html.spec.whatwg.org/multipage/interaction.html#close-requests
    event.preventDefault();
  }

  /** `<button commandfor="chat" command="--toggle">`: the page opens the chat without a script. */
  readonly #onCommand = (event: Event): void => {
    const [, name] = /^--(show|hide|toggle|stop|clear)$/.exec((event as Event & { command: string }).command) ?? [];
    if (name) this.#host[name as 'show' | 'hide' | 'toggle' | 'stop' | 'clear']();
  };
}
