import type { ReactiveController } from 'lit';
import { languages, shellWords, type Language, type Locale, type MessageWords } from '../../locales/index.js';
import { loaders } from '../../locales/loaders.js';
import { missingPart } from '../hints/hints.js';
import type { ElementHost } from '../host.js';

type LocaleHost = ElementHost & { readonly strings: Partial<Locale> | undefined };

/** The words in the language of the element's place in the page, with what the owner has put in their stead. */
export class LocaleController implements ReactiveController {
  /** The words of messages come with the part that shows them. */
  #english = shellWords as Locale;
  /** Those of the page's language; none where that is English, or cannot be had. */
  #locale: Locale | undefined;
  #language: Language | 'en' = 'en';
  #own: Partial<Locale> | undefined;
  #strings = this.#english;
  readonly #host: LocaleHost;
  readonly #changes = new MutationObserver(() => this.#host.requestUpdate());

  constructor(host: LocaleHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Of most of the words. */
  get language(): string {
    return this.#locale ? this.#language : 'en';
  }

  get strings(): Locale {
    return this.#strings;
  }

  addEnglish(words: Partial<MessageWords>): void {
    this.#english = { ...this.#english, ...words };
    this.#merge();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    let node: Node | undefined = this.#host;
    while (node) {
      const root = node.getRootNode();
      this.#changes.observe(root, { attributeFilter: ['lang'], subtree: true });
      node = root instanceof ShadowRoot ? root.host : undefined;
    }
    this.#look(); // not at the first render: that may wait for other parts
  }

  hostDisconnected(): void {
    this.#changes.disconnect();
  }

  hostUpdate(): void {
    this.#look();
    const own = this.#host.strings ?? undefined;
    if (own === this.#own) return;
    this.#own = own;
    this.#merge();
  }

  #look(): void {
    const language = languageOf(pageLanguage(this.#host));
    if (language === this.#language) return;
    this.#language = language;
    void this.#load(language);
  }

  async #load(language: Language | 'en'): Promise<void> {
    const locale = language === 'en' ? undefined : await this.#fetch(language);
    if (language !== this.#language) return;
    this.#locale = locale;
    this.#merge();
    this.#host.requestUpdate();
  }

  /** Where the part cannot be had English is better than nothing. */
  async #fetch(language: Language): Promise<Locale | undefined> {
    try {
      return (await loaders[language]()).locale;
    } catch (error) {
      missingPart(this.#host)(`locales/${language}`, error);
      return undefined;
    }
  }

  #merge(): void {
    const { errors, tool, ...own } = this.#own ?? {};
    const locale = this.#locale ?? this.#english;
    this.#strings = {
      ...locale,
      ...own,
      errors: { ...locale.errors, ...errors },
      tool: { ...locale.tool, ...tool },
    };
  }
}

function languageOf(tag: string): Language | 'en' {
  const [primary = ''] = tag.toLowerCase().split('-');
  return languages.find((language) => language === primary) ?? 'en';
}

/** The `lang` that holds where the element is, also through the shadow roots around it. */
export function pageLanguage(element: Element): string {
  for (let node: Element | null = element; node;) {
    const found: HTMLElement | null = node.closest<HTMLElement>('[lang]');
    if (found) return found.lang;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return '';
}
