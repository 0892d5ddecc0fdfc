import { html, type TemplateResult } from 'lit';
import type { ShellWords } from '../../locales/index.js';
import { sendIcon } from '../controls/icons.js';
import type { Suggestion } from '../api/appearance-properties.js';

export interface SuggestionsView {
  strings: ShellWords;
  suggestions: readonly Suggestion[];
  onSuggestion: (text: string) => void;
}

export interface WelcomeView extends SuggestionsView {
  greeting: string;
  /** The element lacks an endpoint: it stays calm and says that it is not set up. */
  isSetUp: boolean;
}

/** What stands in an empty transcript. */
export function welcomeTemplate({ strings, greeting, suggestions, isSetUp, onSuggestion }: WelcomeView): TemplateResult {
  if (!isSetUp)
    return html`<div class="welcome" part="welcome">
      <p class="not-set-up"><bdi>${strings.notSetUp}</bdi></p>
    </div>`;
  return html`<div class="welcome" part="welcome">
    <slot name="welcome"
      ><p class="greeting"><bdi>${greeting}</bdi></p></slot
    >
    <slot name="suggestions">${suggestionsTemplate({ strings, suggestions, onSuggestion })}</slot>
  </div>`;
}

/** Buttons that ask something, where there are any. */
export function suggestionsTemplate({ strings, suggestions, onSuggestion }: SuggestionsView): TemplateResult | undefined {
  if (suggestions.length === 0) return undefined;
  return html`<div class="suggestions" part="suggestions" role="group" aria-label=${strings.suggestions}>
    ${suggestions.map((suggestion) => {
      const { text, label = text } = typeof suggestion === 'string' ? { text: suggestion } : suggestion;
      return html`<button class="suggestion" part="suggestion" type="button" @click=${() => onSuggestion(text)}>
        <bdi>${label}</bdi>${sendIcon}
      </button>`;
    })}
  </div>`;
}
