import { html, nothing, type TemplateResult } from 'lit';
import { languages } from '../../locales/index.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { Byline } from './message-view.js';

type BylinesHost = Element & Pick<AppearanceProperties, 'avatar' | 'names' | 'timestamps'>;

/** With the marks that belong to it. */
const firstLetter = /\P{M}\p{M}*/u;

/** Above a message: who answers, and when it was, each where the page has asked for it and where it is news. */
export class Bylines {
  readonly #host: BylinesHost;
  #shown = '';
  #byline: Byline | undefined;

  constructor(host: BylinesHost) {
    this.#host = host;
  }

  /** @returns the same where nothing has changed, so that no message is rendered again */
  for(name: string): Byline | undefined {
    const { avatar, names, timestamps } = this.#host;
    const language = languageOf(this.#host);
    const shown = JSON.stringify([name, avatar, names, timestamps, language]);
    if (shown !== this.#shown) {
      const times = timestamps ? new Times(language) : undefined;
      this.#byline = (message, before) =>
        bylineTemplate({
          author:
            names && message.role === 'assistant' && before?.role !== 'assistant' ? authorTemplate(name, avatar) : undefined,
          time: times?.template(message.createdAt, before?.createdAt),
        });
    }
    this.#shown = shown;
    return this.#byline;
  }
}

function bylineTemplate({ author, time }: { author: unknown; time: unknown }): unknown {
  return author || time ? html`<div class="byline">${author} ${time}</div>` : nothing;
}

/** Screen readers have heard the name by the heading of the message. */
function authorTemplate(name: string, avatar: string | undefined): TemplateResult {
  return html`${
      avatar
        ? html`<img class="byline-avatar" part="reply-avatar" src=${avatar} alt="" />`
        : html`<span class="byline-avatar" part="reply-avatar" aria-hidden="true">${firstLetter.exec(name)?.[0]}</span>`
    }<bdi class="byline-name" part="reply-name" aria-hidden="true">${name}</bdi>`;
}

class Times {
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #year: Intl.DateTimeFormat;
  readonly #whole: Intl.DateTimeFormat;

  constructor(language: string) {
    this.#time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    this.#day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
    this.#year = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    this.#whole = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
  }

  /** The minute where it is another one than before, and the day where that is: first of all, another one than today. */
  template(at: number, before: number | undefined): TemplateResult | undefined {
    const date = new Date(at);
    if (Number.isNaN(date.getTime())) return undefined; // of a store that somebody has written into
    const other = new Date(before ?? Date.now());
    const isSameDay = date.toDateString() === other.toDateString();
    const isSameYear = date.getFullYear() === other.getFullYear();
    if (isSameDay && before !== undefined && this.#time.format(date) === this.#time.format(other)) return undefined;
    return html`<time part="time" datetime=${date.toISOString()} title=${this.#whole.format(date)}
      >${(isSameDay ? this.#time : isSameYear ? this.#day : this.#year).format(date)}</time
    >`;
  }
}

/** The language of the chat with its country, which has the clock of 12 or 24 hours. What the chat does not speak is English. */
function languageOf(host: Element): string {
  let tag = '';
  for (let node: Element | null = host; node && tag === '';) {
    tag = node.closest('[lang]')?.getAttribute('lang') ?? '';
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  const [primary = ''] = tag.toLowerCase().split('-');
  try {
    if (primary === 'en' || languages.some((language) => language === primary)) return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    // `de-` is no tag.
  }
  return 'en';
}
