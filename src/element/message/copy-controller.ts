import type { ReactiveController, ReactiveControllerHost } from 'lit';

const copiedIsShownMs = 2_000;

/** Copies a message as Markdown and as HTML, and knows which one has just been copied. */
export class CopyController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #copied: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Id of the message. */
  get copied(): string | undefined {
    return this.#copied;
  }

  /**
   * @param html not awaited before it is asked to be written: that has to happen in the task of the click, by WebKit
   * @returns whether it could
   */
  async copy(id: string, text: string, html: Promise<string>): Promise<boolean> {
    // Undefined on a page that is not secure; and the visitor may refuse. The text can still be selected.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const rich = html.then((html) => new Blob([html], { type: 'text/html' }));
    rich.catch(() => undefined); // what cannot be had is told already, and nobody need look at this
    try {
      const item = { 'text/plain': new Blob([text], { type: 'text/plain' }), 'text/html': rich };
      // Firefox before 127 has no items: https://developer.mozilla.org/en-US/docs/Web/API/ClipboardItem
      const write = async (): Promise<void> => clipboard?.write([new ClipboardItem(item)]);
      await write().catch(() => clipboard?.writeText(text));
    } catch {
      return false;
    }
    if (!clipboard) return false;
    clearTimeout(this.#timer);
    this.#show(id);
    this.#timer = setTimeout(() => this.#show(undefined), copiedIsShownMs);
    return true;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#copied = undefined;
  }

  #show(id: string | undefined): void {
    this.#copied = id;
    this.#host.requestUpdate();
  }
}
