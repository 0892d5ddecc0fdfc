/**
 * How long a text stays in the live region. A screen reader that is busy takes it late: Orca with Firefox up to 7.9 s after a reply of 10,000
 * tokens, on a busy machine. Standing there for good it would be found a second time by whoever reads or searches the page.
 */
const standingMs = 12_000;
/** Of what is gone sooner nothing may have been noticed. */
const noticedMs = 100;

/**
 * What screen readers say of their own accord: the text of a polite live region, which is in the page, and empty, from the beginning: one that
 * comes with its text is often not read (https://developer.mozilla.org/en-US/docs/Web/Accessibility/ARIA/Guides/Live_regions). Not
 * `ariaNotify`: with Orca 43 it reached nobody in Firefox, nor in a panel in Chromium's top layer.
 */
export class Announcer {
  readonly #root: ParentNode;
  #last = '';
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: ParentNode) {
    this.#root = root;
  }

  announce(text: string): void {
    const region = this.#region;
    // Out of the document nobody hears it, and the timer would keep the chat alive.
    if (text === '' || !region?.isConnected) return;
    if (performance.now() - this.#at > noticedMs) this.clear();
    this.#at = performance.now();
    // The same text again would be no change for some.
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    // A new node each time: of a text that has changed a browser may tell only the letters that differ.
    const node = document.createElement('p');
    node.append(this.#last);
    region.append(node);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), standingMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#region?.replaceChildren();
  }

  get #region(): Element | null {
    return this.#root.querySelector('div[aria-live]');
  }
}
