import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Locale } from '../../locales/index.js';

export interface JumpView {
  strings: Locale;
  /** There is content far below the view. */
  isFar: boolean;
  /** How many replies, or else whether any text, have come there unseen. */
  news: number | boolean;
  onJump: () => void;
}

/** Comes right after the transcript: the next Tab from what a reader reads. Its name says what there is to be missed. */
export function jumpTemplate({ strings, isFar, news, onJump }: JumpView): TemplateResult | typeof nothing {
  if (!isFar) return nothing;
  const text = news === true ? strings.newText : news ? strings.unread(news) : strings.jumpToLatest;
  // Words that change their place count as a layout shift; new ones do not (https://wicg.github.io/layout-instability/).
  return html`<button class="small-button jump-button" part="jump-button" type="button" @click=${onJump}>
    ${keyed(text, html`<span>${text}</span>`)}
  </button>`;
}
