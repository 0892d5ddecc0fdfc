/** What went wrong with a reply, and how long there is to wait. */
import { html, nothing, type TemplateResult } from 'lit';
import { line } from '../controls/icons.js';
import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import type { textButton } from '../controls/text-button.js';
import { countdown } from './countdown.js';
import type { MessageView } from './message-view.js';

export { countdown };

const errorIcon = line('M12 7.5v5.5M12 16.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18');

/** Handed in: parts share code with the script only. */
export interface FailureView {
  text: string;
  /** Where it can be tried again. */
  retry: (() => void) | undefined;
  textButton: typeof textButton;
}

export function failureTemplate(
  { message: { error }, isLast, actions, style: { strings, extras } }: MessageView,
  { text, retry, textButton }: FailureView,
): TemplateResult {
  return html`<div class="error" part="error">
    <span class="error-icon">${errorIcon}</span>
    <p class="error-text"><bdi>${text}</bdi></p>
    ${retry ? retryTemplate(strings, error, retry) : nothing}
    ${isLast && error?.code === 'context-length' ? textButton(strings.clear, 'clear-button', actions.clear) : nothing}
    ${extras?.failed(error)}
  </div>`;
}

/** Before its time it says how long there is to wait. It can have the focus, which would be lost with a disabled button. */
function retryTemplate(strings: Locale, error: ChatMessage['error'], retry: () => void): TemplateResult {
  const { retryAt = 0 } = error ?? {};
  const isEarly = (): boolean => retryAt > Date.now();
  const text = (left: string, { parentElement }: Text): string => {
    parentElement?.setAttribute('aria-disabled', String(left !== ''));
    return left ? strings.retryIn(left) : strings.retry;
  };
  return html`<button
    class="small-button retry-button"
    part="retry-button"
    type="button"
    aria-disabled=${isEarly() ? 'true' : 'false'}
    @click=${() => {
      if (!isEarly()) retry();
    }}
  >
    ${error ? countdown(error, retryAt, text) : strings.retry}
  </button>`;
}
