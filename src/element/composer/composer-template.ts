import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Locale } from '../../locales/index.js';
import { iconButton } from '../controls/buttons.js';
import { sendIcon, stopIcon } from '../controls/icons.js';

export interface ComposerView {
  strings: Locale;
  value: string;
  placeholder: string;
  maxLength: number | undefined;
  disabled: boolean;
  readOnly: boolean;
  /** Enter on a phone's keyboard sends. */
  enterSends: boolean;
  /** There is something to send, and nobody who is still answering. */
  canSend: boolean;
  canStop: boolean;
  onInput: (event: Event) => void;
  onKeydown: (event: KeyboardEvent) => void;
  onSend: () => void;
  onStop: () => void;
}

/** Stop stands beside Send, not in its place: a second click on Send never stops, and a late click on Stop never sends. */
export function composerTemplate(view: ComposerView): TemplateResult {
  const { strings, value, maxLength = -1 } = view;
  const left = maxLength < 0 ? Infinity : maxLength - value.length; // below 0 is no limit, as in HTML
  const isNearLimit = left <= Math.max(20, maxLength / 10);
  return html`
    <div class="composer" part="composer" tabindex="-1">
      <div class="composer-box" @click=${focusTextarea}>
        <slot name="composer-start"></slot>
        ${fieldTemplate(view, isNearLimit)}
        <slot name="composer-end"></slot>
        ${view.canStop ? iconButton(strings.stop, stopIcon, 'stop-button', view.onStop) : nothing}
        <button
          class="icon-button send-button"
          part="send-button"
          type="button"
          aria-label=${strings.send}
          title=${strings.send}
          aria-disabled=${view.canSend ? 'false' : 'true'}
          @click=${view.onSend}
        >
          ${sendIcon}
        </button>
      </div>
      ${isNearLimit ? html`<p class="count" id="count">${strings.charactersLeft(left)}</p>` : nothing}
    </div>
  `;
}

/** With `auto` Chromium takes an empty field for one that is written from left to right, whatever is around it. */
function fieldTemplate(view: ComposerView, isCounted: boolean): TemplateResult {
  const { strings, value, placeholder, maxLength, disabled, readOnly, enterSends, onInput, onKeydown } = view;
  return html`<div class="field" data-value=${value || placeholder}>
    <textarea
      class="textarea"
      part="textarea"
      rows="1"
      dir=${value === '' ? nothing : 'auto'}
      enterkeyhint=${enterSends ? 'send' : 'enter'}
      aria-label=${strings.message}
      aria-describedby=${isCounted ? 'count' : nothing}
      placeholder=${placeholder}
      maxlength=${ifDefined(maxLength)}
      ?disabled=${disabled}
      ?readonly=${readOnly}
      @input=${onInput}
      @keydown=${onKeydown}
    ></textarea>
  </div>`;
}

/** The box looks like the field, so a click on its edge means the field. */
function focusTextarea(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as Element).querySelector('textarea')?.focus();
}
