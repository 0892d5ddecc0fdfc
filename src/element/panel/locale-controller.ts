import type { LitElement, ReactiveController } from 'lit';
import { english, languages, type Language, type Locale } from '../../locales/index.js';
import { importLocale } from '../parts/lazy.js';

/** The words in the language of the element's place in the page, with what the owner has put in their stead. */
export class LocaleController implements ReactiveController {
  #locale: Locale = english;
  #language: Language | 'en' = 'en';
  #own: Partial<Locale> | undefined;
  #strings: Locale = english;
  readonly #changes = new MutationObserver(() => this.host.requestUpdate());

  constructor(private readonly host: LitElement & { strings: Partial<Locale> | undefined }) {
    host.addController(this);
  }

  get strings(): Locale {
    return this.#strings;
  }

  hostConnected(): void {
    let node: Node | undefined = this.host;
    while (node) {
      const root = node.getRootNode();
      this.#changes.observe(root, { attributeFilter: ['lang'], subtree: true });
      node = root instanceof ShadowRoot ? root.host : undefined;
    }
  }

  hostDisconnected(): void {
    this.#changes.disconnect();
  }

  hostUpdate(): void {
    const language = languageOf(pageLanguage(this.host));
    if (language !== this.#language) {
      this.#language = language;
      void this.#load(language);
    }
    const own = this.host.strings ?? undefined;
    if (own === this.#own) return;
    this.#own = own;
    this.#merge();
  }

  async #load(language: Language | 'en'): Promise<void> {
    // Where the file is not to be had English is better than nothing.
    const { locale } = language === 'en' ? { locale: english } : await importLocale(language).catch(() => ({ locale: english }));
    if (language !== this.#language) return;
    this.#locale = locale;
    this.#merge();
    this.host.requestUpdate();
  }

  #merge(): void {
    const { errors, tool, ...own } = this.#own ?? {};
    this.#strings = {
      ...this.#locale,
      ...own,
      errors: { ...this.#locale.errors, ...errors },
      tool: { ...this.#locale.tool, ...tool },
    };
  }
}

function languageOf(tag: string): Language | 'en' {
  const [primary = ''] = tag.toLowerCase().split('-');
  return languages.find((language) => language === primary) ?? 'en';
}

/** The `lang` that holds where the element is, also through the shadow roots around it. */
function pageLanguage(element: Element): string {
  for (let node: Element | null = element; node;) {
    const found: HTMLElement | null = node.closest<HTMLElement>('[lang]');
    if (found) return found.lang;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return '';
}
