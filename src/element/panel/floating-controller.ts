import type { ReactiveController } from 'lit';
import { floatingTemplate } from './floating-template.js';
import { modeOf, type FrameHost, type FrameServices, type PanelFrame, type PanelView } from '../api/modes.js';
import { phone } from '../../styles/panel.js';

/** Where the panel is in the top layer; undefined: closed. */
type Shown = 'popover' | 'modal' | undefined;

/**
 * The floating panel: opening and closing it, in the top layer, where no ancestor's transform, overflow or z-index can trap it. It is a
 * popover beside the page; on a phone, where it covers the page, it is a modal dialog.
 */
export class FloatingController implements ReactiveController, PanelFrame {
  unread = 0;

  readonly #host: FrameHost;
  readonly #services: FrameServices;
  /** The screens that it covers. */
  readonly #phone = matchMedia(phone);

  /** What had the focus when the panel was opened, and gets it back. */
  #opener: HTMLElement | undefined;
  #moveFocus = false;
  #shown: Shown;
  /** What the last `toggle` event said. */
  #isOpen = false;

  constructor(host: FrameHost, services: FrameServices) {
    this.#host = host;
    this.#services = services;
    host.addController(this);
    new MutationObserver(this.#update).observe(host, { attributeFilter: ['hidden'] });
  }

  toggle(force = !this.#host.open): void {
    const host = this.#host;
    if (force === host.open || !modeOf(host).isClosable) return;
    if (!this.#emit('beforetoggle', force, force)) return;
    if (force) this.#opener = activeElement();
    this.#moveFocus = true;
    host.open = force;
  }

  replied(): void {
    if (this.#isSeen) return;
    this.unread++;
    this.#host.requestUpdate();
  }

  render(view: PanelView): unknown {
    // A page that loads is not to be covered, nor one that a link in a reply has led to.
    if (!this.#panel && view.openAtLoad && this.#phone.matches && !this.#moveFocus) this.#host.open = false;
    const { open, withoutLauncher, withoutHeader, launcherLabel } = this.#host;
    const toggle = (force?: boolean): void => this.toggle(force);
    return floatingTemplate(view, { open, withoutLauncher, withoutHeader, launcherLabel, unread: this.unread, toggle });
  }

  hostConnected(): void {
    this.#phone.addEventListener('change', this.#update);
    visualViewport?.addEventListener('resize', this.#fit);
    visualViewport?.addEventListener('scroll', this.#fit);
    addEventListener('visibilitychange', this.#update);
    // What is moved leaves the top layer, unless by `moveBefore()`. It is shown again at once, or whoever moved it could not give the focus back.
    if (!this.#panel?.matches(':is(:modal, :popover-open)')) this.#shown = undefined;
    this.hostUpdated();
  }

  hostDisconnected(): void {
    this.#phone.removeEventListener('change', this.#update);
    visualViewport?.removeEventListener('resize', this.#fit);
    visualViewport?.removeEventListener('scroll', this.#fit);
    removeEventListener('visibilitychange', this.#update);
  }

  hostUpdate(): void {
    if (this.#isSeen || this.#host.conversation.state.messages.length === 0) this.unread = 0;
  }

  hostUpdated(): void {
    const panel = this.#panel;
    if (!panel || !this.#host.isConnected) {
      this.#shown = undefined;
      return;
    }
    panel.onclose = this.#onClose;
    const launcher = this.#host.renderRoot.querySelector<HTMLElement>('.launcher[popover]');
    if (launcher && !isPopover(launcher)) showPopover(launcher);
    const { open, hidden } = this.#host;
    // A modal dialog that is hidden would still keep its visitor from the page.
    const wanted = open ? (this.#phone.matches && !hidden ? 'modal' : 'popover') : undefined;
    if (wanted === this.#shown) return;
    const before = this.#shown;
    this.#shown = wanted;
    const focused = focusIn(panel);
    this.#place(panel, before, wanted);
    if (before && wanted) {
      focused?.focus({ preventScroll: true });
      return;
    }
    const moveFocus = this.#moveFocus;
    this.#moveFocus = false;
    if (wanted && moveFocus) this.#services.focusInside();
    else if (focused || (!wanted && moveFocus && activeElement() === document.body)) this.#giveBackFocus();
    const isOpen = wanted !== undefined;
    // Moved in the document it has to be shown again, but was never closed.
    if (isOpen !== this.#isOpen) this.#emit('toggle', isOpen);
    this.#isOpen = isOpen;
  }

  get #isSeen(): boolean {
    return !document.hidden && (this.#host.open || !modeOf(this.#host).isClosable);
  }

  get #panel(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  /**
   * A dialog takes the focus when it is shown; one that is inert at that moment does not
   * (https://html.spec.whatwg.org/multipage/interactive-elements.html#dialog-focusing-steps). Where it goes is decided elsewhere.
   */
  #place(panel: HTMLDialogElement, before: Shown, wanted: Shown): void {
    if (before === 'modal') panel.close();
    if (before === 'popover' && isPopover(panel)) panel.hidePopover();
    panel.open = false; // modal and taken out of the document it has left the top layer, but kept the attribute: no second `showModal()`
    panel.inert = true;
    if (wanted === 'modal') panel.showModal();
    if (wanted === 'popover') showPopover(panel);
    panel.inert = false;
    // Chromium takes every dialog in the top layer for a modal one (`AXObject::IsModal`). It can go when only `showModal()` makes one there:
    // https://github.com/chromium/chromium/blob/main/third_party/blink/renderer/modules/accessibility/ax_object.cc
    panel.setAttribute('aria-modal', String(wanted === 'modal'));
    this.#fit();
  }

  #giveBackFocus(): void {
    const opener = this.#opener;
    this.#opener = undefined;
    const launcher = this.#host.renderRoot.querySelector<HTMLElement>('.launcher');
    (opener?.isConnected && opener !== document.body ? opener : launcher)?.focus({ preventScroll: true });
  }

  #emit(type: 'beforetoggle' | 'toggle', open: boolean, cancelable = false): boolean {
    const states = { oldState: open ? 'closed' : 'open', newState: open ? 'open' : 'closed' };
    const event =
      'ToggleEvent' in globalThis
        ? new ToggleEvent(type, { ...states, cancelable })
        : Object.assign(new Event(type, { cancelable }), states);
    return this.#host.dispatchEvent(event);
  }

  /**
   * Android's back gesture closes a dialog without asking, where the visitor has done nothing else since it was opened
   * (https://html.spec.whatwg.org/multipage/interaction.html#close-watcher-request-close).
   */
  readonly #onClose = (): void => {
    if (this.#shown === 'modal' && !this.#panel?.open) this.toggle(false);
  };

  /**
   * The keyboard of a phone covers the page, and moves the visual viewport over it: `resizes-visual`, the default of
   * https://drafts.csswg.org/css-viewport/#interactive-widget-section.
   */
  readonly #fit = (): void => {
    const panel = this.#panel;
    if (!panel || !visualViewport) return;
    const { height, offsetTop } = visualViewport;
    const modal = this.#shown === 'modal';
    panel.style.setProperty('--_viewport-height', modal ? `${height}px` : null);
    panel.style.setProperty('--_viewport-top', modal ? `${offsetTop}px` : null);
  };

  readonly #update = (): void => this.#host.requestUpdate();
}

/** Within `:is()` what a browser does not know matches nothing; by itself it would throw. */
function isPopover(element: Element): boolean {
  return element.matches(':is(:popover-open)');
}

/** Where there are no popovers the stylesheet shows the panel: see panel.ts. */
function showPopover(element: Partial<Pick<HTMLElement, 'showPopover'>>): void {
  element.showPopover?.();
}

/** The element that has the focus, in whichever shadow root. */
function activeElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

/**
 * The element in a part of the page, slots included, that has the focus. `:focus-within` would not tell: in WebKit it matches nothing while the
 * window is behind another (`isFocusedAndActive` in https://bugs.webkit.org/show_bug.cgi?id=242526), where the focus is to be found again
 * when its visitor comes back. The walk up can go when that has changed.
 */
function focusIn(part: Element): HTMLElement | undefined {
  const active = activeElement();
  let node: Node | null | undefined = active;
  // A `<form name="parentNode">` is the document's, and stands below it: a walk round and round.
  const seen = new Set<Node>();
  while (node && node !== part && !seen.has(node)) {
    seen.add(node);
    node = (node instanceof Element && node.assignedSlot) || (node instanceof ShadowRoot ? node.host : node.parentNode);
  }
  return node === part ? active : undefined;
}
