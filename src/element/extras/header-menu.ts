import { html, nothing, type TemplateResult } from 'lit';
import { iconButton } from '../controls/icon-button.js';
import { clearIcon, line, restoreIcon } from '../controls/icons.js';
import { modeOf } from '../api/modes.js';
import type { Given } from './extras-host.js';
import { allowed, targetOf } from './link.js';

const menuIcon = line('M6 12a1 1 0 1 1-2 0 1 1 0 1 1 2 0M13 12a1 1 0 1 1-2 0 1 1 0 1 1 2 0M20 12a1 1 0 1 1-2 0 1 1 0 1 1 2 0');
const downloadIcon = line('M12 4v11M7 10l5 5 5-5M5 20h14');
const largerIcon = line('M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7');
const contactIcon = line('M4 6h16v12H4zM4 7l8 6 8-6');

interface Action {
  name: string;
  icon: TemplateResult;
  /** Its part, and its class. */
  part: string;
  /** A link instead of a button. */
  href?: string;
  onClick?: (event: MouseEvent) => void;
}

/**
 * What can be done with the conversation, behind one button. A list of buttons that opens and closes, no `role="menu"`: pages put buttons and links of
 * their own into it, which are no menu items, and screen readers read these as what they are. Arrow keys, Home and End go through it all the same.
 */
export class HeaderMenu {
  readonly #given: Given;
  #isOpen = false;

  constructor(given: Given) {
    this.#given = given;
  }

  /** With the panel it closes. */
  update(): void {
    const { host } = this.#given;
    if (modeOf(host).isClosable && !host.open) this.#isOpen = false;
  }

  /** @returns undefined where the header's own buttons stay */
  render(): TemplateResult | undefined {
    const { host, services } = this.#given;
    const { strings } = services.locale;
    const href = allowed(this.#given, host.contact);
    const contact: Action[] =
      href === undefined ? [] : [{ name: strings.contact, icon: contactIcon, part: 'contact-button', href }];
    if (!host.headerMenu) {
      // Beside the buttons that are always there.
      return contact[0] && html`<slot name="header-actions"></slot>${contact.map(single)} ${this.#always()}`;
    }
    const hasMessages = host.conversation.state.messages.length > 0;
    const actions: Action[] = [
      ...(hasMessages && !this.#canRestore
        ? [{ name: strings.clear, icon: clearIcon, part: 'clear-button', onClick: this.#clear }]
        : []),
      ...(hasMessages ? [{ name: strings.download, icon: downloadIcon, part: 'download-button', onClick: this.#download }] : []),
      ...(this.#canGrow
        ? [
            {
              name: this.#isLarge ? strings.smaller : strings.larger,
              icon: largerIcon,
              part: 'size-button',
              onClick: this.#resize,
            },
          ]
        : []),
      ...contact,
    ];
    const restore = this.#canRestore
      ? single({ name: strings.restore, icon: restoreIcon, part: 'restore-button', onClick: this.#clear })
      : nothing;
    const isMenu = actions.length + host.querySelectorAll(':scope > [slot="header-actions"]').length > 1;
    if (!isMenu) return html`${restore}<slot name="header-actions"></slot>${actions.map(single)}`;
    return html`${restore}
      <div class="menu-box" @focusout=${this.#onFocusout} @keydown=${this.#onKeydown}>
        <button
          class="icon-button menu-button"
          part="menu-button"
          type="button"
          aria-label=${strings.menu}
          title=${strings.menu}
          aria-expanded=${this.#isOpen ? 'true' : 'false'}
          aria-controls="menu"
          @click=${() => this.#toggle(!this.#isOpen)}
        >
          ${menuIcon}
        </button>
        <div
          class="menu"
          part="menu"
          id="menu"
          role="group"
          aria-label=${strings.menu}
          ?hidden=${!this.#isOpen}
          @click=${this.#onClick}
        >
          ${actions.map(entry)}
          <slot name="header-actions"></slot>
        </div>
      </div>`;
  }

  /** Width and height of the panel where the visitor has made it larger. */
  get size(): { width: string; height: string } | undefined {
    return this.#canGrow && this.#isLarge ? { width: 'var(--_content-max-width)', height: '100dvh' } : undefined;
  }

  connected(): void {
    addEventListener('pointerdown', this.#onPointerdown);
  }

  disconnected(): void {
    removeEventListener('pointerdown', this.#onPointerdown);
  }

  /** The buttons of a header without a menu. */
  #always(): unknown {
    const { host, services } = this.#given;
    const { strings } = services.locale;
    if (this.#canRestore)
      return single({ name: strings.restore, icon: restoreIcon, part: 'restore-button', onClick: this.#clear });
    return host.conversation.state.messages.length > 0
      ? single({ name: strings.clear, icon: clearIcon, part: 'clear-button', onClick: this.#clear })
      : nothing;
  }

  get #canRestore(): boolean {
    return this.#given.services.transcript()?.cleared?.canRestore === true;
  }

  /** On a phone it has the whole screen. */
  get #canGrow(): boolean {
    const { host } = this.#given;
    const mode = modeOf(host);
    return mode.isClosable && !mode.isResizable && !host.renderRoot.querySelector('dialog')?.matches(':is(:modal)');
  }

  get #isLarge(): boolean {
    return this.#given.remembered.get('large') === true;
  }

  readonly #clear = (event: MouseEvent): void => {
    const { host, services } = this.#given;
    const transcript = services.transcript();
    if (transcript) transcript.clear(event.detail);
    else host.clear();
    services.focus.focusComposer();
  };

  readonly #download = (): void => {
    const { host } = this.#given;
    const url = URL.createObjectURL(new Blob([host.exportTranscript()], { type: 'text/markdown;charset=utf-8' }));
    const day = new Date().toISOString().slice(0, 10);
    Object.assign(document.createElement('a'), { href: url, download: `chat-${day}.md` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may ask where to put it first
  };

  readonly #resize = (): void => {
    const { host, remembered } = this.#given;
    remembered.set('large', !this.#isLarge, 'session');
    host.requestUpdate();
  };

  #toggle(isOpen: boolean): void {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    this.#given.host.requestUpdate();
  }

  /** What was chosen closes it; the focus goes back to the button, unless what was chosen has put it somewhere. */
  readonly #onClick = ({ target, currentTarget }: Event): void => {
    if (target === currentTarget) return;
    const list = currentTarget as HTMLElement;
    if (this.#items(list).some((item) => item.matches(':focus'))) this.#button(list)?.focus();
    this.#toggle(false);
  };

  readonly #onFocusout = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    const next = relatedTarget as Node | null;
    // With nowhere to go the window has lost it, or a click has.
    if (next && !(currentTarget as Element).contains(next) && !this.#given.host.contains(next)) this.#toggle(false);
  };

  readonly #onPointerdown = (event: Event): void => {
    const box = this.#given.host.renderRoot.querySelector('.menu-box');
    if (box && !event.composedPath().includes(box)) this.#toggle(false);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const box = event.currentTarget as HTMLElement;
    const items = this.#items(box);
    const at = items.findIndex((item) => item.matches(':focus'));
    const last = items.length - 1;
    const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
    if (event.key === 'Escape' && this.#isOpen) {
      this.#toggle(false);
      this.#button(box)?.focus();
    } else if (to !== undefined && (this.#isOpen || event.key.startsWith('Arrow'))) {
      this.#toggle(true);
      void this.#given.host.updateComplete.then(() => items[to]?.focus());
    } else return;
    event.preventDefault();
  };

  /** What is in the slot counts too. */
  #items(inside: HTMLElement): HTMLElement[] {
    const slot = inside.querySelector('slot');
    return [...inside.querySelectorAll<HTMLElement>('.menu-item'), ...((slot?.assignedElements() ?? []) as HTMLElement[])];
  }

  #button(inside: HTMLElement): HTMLElement | null | undefined {
    return inside.closest('.menu-box')?.querySelector<HTMLElement>('.menu-button');
  }
}

function entry({ name, icon, part, href, onClick }: Action): TemplateResult {
  const content = html`${icon}<span>${name}</span>`;
  return href === undefined
    ? html`<button class="menu-item" part="menu-item ${part}" type="button" @click=${onClick}>${content}</button>`
    : html`<a class="menu-item" part="menu-item ${part}" href=${href} target=${targetOf(href)} rel="noopener">${content}</a>`;
}

/** One alone is no menu. */
function single({ name, icon, part, href, onClick = () => undefined }: Action): TemplateResult {
  if (href === undefined) return iconButton({ name, icon, part, onClick });
  return html`<a
    class="icon-button ${part}"
    part=${part}
    href=${href}
    target=${targetOf(href)}
    rel="noopener"
    aria-label=${name}
    title=${name}
    >${icon}</a
  >`;
}
