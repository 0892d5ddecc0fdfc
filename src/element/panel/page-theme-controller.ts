/** Follows the look of the page while `theme-from` says so. */
import type { LitElement, ReactiveController } from 'lit';
import { themeFromOf } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { pageTheme } from './page-theme.js';

type PageThemeHost = LitElement & Pick<AppearanceProperties, 'theme' | 'themeFrom'>;

/** Pages fade from one theme to the other: what is read in the middle of that is neither. */
const fadeMs = 500;

export class PageThemeController implements ReactiveController {
  readonly #host: PageThemeHost;
  readonly #apply: (styles: string) => void;
  readonly #changes = new MutationObserver(() => this.#readSoon());
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the host said when the page was last read. */
  #asked = '';

  /** @param apply takes a style sheet in place of the one before */
  constructor(host: PageThemeHost, apply: (styles: string) => void) {
    this.#host = host;
    this.#apply = apply;
    host.addController(this);
  }

  hostConnected(): void {
    const page = this.#host.ownerDocument;
    // How pages switch their theme: by a class, a `data-` attribute or a style of the root or the body.
    for (const node of [page.documentElement, page.body]) this.#changes.observe(node, { attributes: true });
    this.#dark.addEventListener('change', this.#readSoon);
    if (page.readyState !== 'complete') addEventListener('load', this.#readSoon, { once: true }); // its style sheets may be on their way
    this.#readNow();
  }

  hostDisconnected(): void {
    this.#changes.disconnect();
    this.#dark.removeEventListener('change', this.#readSoon);
    clearTimeout(this.#timer);
  }

  hostUpdated(): void {
    const { theme, themeFrom } = this.#host;
    if (this.#asked !== `${theme} ${themeFrom}`) this.#readNow();
  }

  readonly #readNow = (): void => {
    const { theme, themeFrom } = this.#host;
    this.#asked = `${theme} ${themeFrom}`;
    this.#apply(themeFromOf(this.#host) === 'page' ? pageTheme(this.#host) : '');
  };

  readonly #readSoon = (): void => {
    this.#readNow();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#readNow, fadeMs);
  };
}
