import type { ReactiveController } from 'lit';
import type { ElementHost } from '../host.js';

/** What the keyboard can reach inside a message. */
const controls = 'a[href], button, input:not([disabled]), textarea, summary, audio, [tabindex="0"]';

const keyEvents = ['keydown', 'keyup'] as const;

/**
 * The keyboard's ways. The transcript is one tab stop: the arrow keys, Home and End go from message to message, Enter goes into one,
 * Escape comes out again. F6 goes from the transcript to the input and back, but first to a question that waits for an answer. A part: it comes with the first Tab or F6 in the panel, or with
 * the first focus in the transcript.
 */
export class TranscriptKeysController implements ReactiveController {
  /** Id of the message that Tab arrives at; the last one where undefined. */
  current: string | undefined;

  /** Tab is down: what gets the focus now gets it from the keyboard, not from a pointer or a screen reader. */
  #isTab = false;

  readonly #host: ElementHost;

  constructor(host: ElementHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of keyEvents) addEventListener(type, this.#onKey, true);
  }

  hostDisconnected(): void {
    for (const type of keyEvents) removeEventListener(type, this.#onKey, true);
  }

  /** @param key what this part was fetched for; undefined: something has got the focus without one */
  begin(key: string | undefined): void {
    const { activeElement } = this.#host.renderRoot as ShadowRoot;
    const message = activeElement?.closest('.message');
    if (key && message && !this.#isEditing(message)) this.#enter();
    else {
      this.current = message?.id;
      this.#host.requestUpdate();
    }
  }

  /** For `keydown` on the panel. */
  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (event.key === 'F6') {
      event.preventDefault();
      this.#cross(target);
      return;
    }
    const message = target.closest<HTMLElement>('.message');
    if (!message) return;
    if (target === message) this.#onMessageKey(event, message);
    else this.#onControlKey(event, message, target);
  };

  /** For `focusin` in the transcript. */
  readonly onFocusin = (event: FocusEvent): void => {
    const transcript = this.#find('.transcript');
    const message = (event.target as HTMLElement).closest<HTMLElement>('.message');
    if (!message) return;
    const fromOutside = !transcript?.contains(event.relatedTarget as Node | null);
    if (fromOutside && this.#isTab && event.target !== message && !this.#isEditing(message)) {
      this.#enter(); // Tab has gone to a link in some message: the transcript is one stop
      return;
    }
    this.current = message.id;
    this.#host.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const isDown = event.type === 'keydown';
    this.#isTab = isDown && isTab(event);
    if (isDown && event.key === 'F6' && event.target === document.body) this.#crossFromCaret(event);
  };

  /** A screen reader that reads line by line takes the caret along, and in Chromium the focus goes to nothing: the key would be the browser's. */
  #crossFromCaret(event: KeyboardEvent): void {
    const root: ParentNode & { getSelection?: () => Selection | null } = this.#host.renderRoot;
    const caret = root.getSelection?.()?.anchorNode?.parentElement;
    if (!caret?.closest('.transcript')) return;
    event.preventDefault();
    this.#cross(caret);
  }

  #isEditing(message: Element): boolean {
    return message.querySelector('textarea') !== null;
  }

  #cross(from: Element | null): void {
    const question = this.#find('.consent', '.question');
    if (question && !question.contains(from)) question.focus();
    else if (from?.closest('.transcript')) this.#find('.composer textarea', '.transcript')?.focus();
    else this.#enter();
  }

  #enter(): void {
    this.#find('.message[tabindex="0"]', '.transcript')?.focus();
  }

  #onMessageKey(event: KeyboardEvent, message: HTMLElement): void {
    const all = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.message')];
    const index = all.indexOf(message);
    const ways: Record<string, HTMLElement | undefined> = {
      ArrowUp: all[index - 1],
      ArrowDown: all[index + 1],
      Home: all[0],
      End: all.at(-1),
      // A second Enter, or one that is held, must not grant anything.
      Enter: controlsIn(message).find((control) => !control.matches('.approve-button')),
    };
    if (isTab(event)) this.#leave(event);
    if (!(event.key in ways) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    ways[event.key]?.focus();
  }

  #onControlKey(event: KeyboardEvent, message: HTMLElement, target: HTMLElement): void {
    const all = controlsIn(message);
    // To what it is about, never to what grants it.
    if (event.key === 'Enter' && target.matches('.question')) controlsIn(target)[0]?.focus();
    else if (event.key === 'Escape' && !this.#isEditing(message)) {
      event.preventDefault();
      message.focus();
    } else if (isTab(event) && event.shiftKey && target === all[0]) {
      event.preventDefault();
      message.focus();
    } else if (isTab(event) && !event.shiftKey && target === all.at(-1)) {
      this.#leave(event);
    }
  }

  /**
   * The browser goes on from where the focus is put here, before everything in the transcript, or after it
   * (https://html.spec.whatwg.org/multipage/interaction.html#sequential-focus-navigation).
   */
  #leave(event: KeyboardEvent): void {
    const jump = event.shiftKey ? undefined : this.#find('.jump-button');
    if (jump) event.preventDefault();
    (jump ?? this.#find(event.shiftKey ? '.transcript' : '.composer'))?.focus({ preventScroll: true });
  }

  #find(...selectors: string[]): HTMLElement | undefined {
    for (const selector of selectors) {
      const element = this.#host.renderRoot.querySelector<HTMLElement>(selector);
      if (element) return element;
    }
    return undefined;
  }
}

function controlsIn(message: HTMLElement): HTMLElement[] {
  return [...message.querySelectorAll<HTMLElement>(controls)].filter((control) => control.getClientRects().length > 0);
}

/**
 * WebKitGTK calls the key of Shift+Tab, GTK's `ISO_Left_Tab`, `Unidentified`. `code` can go when this file knows that key:
 * https://github.com/WebKit/WebKit/blob/main/Source/WebKit/Shared/gtk/WebKeyboardEventGtk.cpp
 */
function isTab(event: KeyboardEvent): boolean {
  return event.key === 'Tab' || event.code === 'Tab';
}
