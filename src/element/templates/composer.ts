import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Locale } from '../../locales/index.js';
import { sendIcon, stopIcon } from './icons.js';

export interface ComposerView {
  strings: Locale;
  value: string;
  placeholder: string;
  /** There is something to send, and nobody who is still answering. */
  canSend: boolean;
  canStop: boolean;
  onInput: (event: Event) => void;
  onKeydown: (event: KeyboardEvent) => void;
  keepFromPage: (event: KeyboardEvent) => void;
  onSend: () => void;
  onStop: () => void;
}

/** Stop stands beside Send, not in its place: a second click on Send never stops, and a late click on Stop never sends. */
export function composerTemplate(view: ComposerView): TemplateResult {
  const { strings } = view;
  return html`
    <div class="composer" part="composer">
      <div class="composer-box" @click=${focusTextarea}>
        <div class="field" data-value=${view.value || view.placeholder}>
          <textarea
            class="textarea"
            part="textarea"
            rows="1"
            dir="auto"
            enterkeyhint="send"
            aria-label=${strings.message}
            placeholder=${view.placeholder}
            .value=${live(view.value)}
            @input=${view.onInput}
            @keydown=${view.onKeydown}
            @keyup=${view.keepFromPage}
            @keypress=${view.keepFromPage}
          ></textarea>
        </div>
        ${
          view.canStop
            ? html`<button
                class="icon-button stop-button"
                part="stop-button"
                type="button"
                aria-label=${strings.stop}
                title=${strings.stop}
                @click=${view.onStop}
              >
                ${stopIcon}
              </button>`
            : nothing
        }
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
    </div>
  `;
}

/** The box looks like the field, so a click on its edge means the field. */
function focusTextarea(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as Element).querySelector('textarea')?.focus();
}
