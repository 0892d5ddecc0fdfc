import { html, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';
import { bound, neutralise } from '../../markdown/syntax/characters.js';

/** What a visitor wrote, as it was written. A long text is cut by the stylesheet, so that the reply stays in view, with a button for the rest. */
export function userTextTemplate(text: string, strings: Locale): TemplateResult {
  return html`<p class="text plain" part="body" dir="auto">${bound(neutralise(text))}</p>
    <button class="small-button more-button" type="button" hidden aria-expanded="false" @click=${toggle}>
      <span>${strings.showMore}</span><span>${strings.showLess}</span>
    </button>`;
}

function toggle(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const isExpanded = button.getAttribute('aria-expanded') !== 'true';
  button.setAttribute('aria-expanded', String(isExpanded));
  button.previousElementSibling?.classList.toggle('whole', isExpanded);
  button.previousElementSibling?.classList.toggle('cut', !isExpanded);
  // The end of the text has moved up, out of view if the text was long.
  if (!isExpanded) button.scrollIntoView({ block: 'nearest' });
}
