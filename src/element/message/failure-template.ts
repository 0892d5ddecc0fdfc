/** What went wrong with a reply, and how long there is to wait. */
import { html, nothing, type TemplateResult } from 'lit';
import { line } from '../controls/icons.js';
import type { textButton } from '../controls/text-button.js';
import { countdown } from './countdown.js';
import type { MessageView } from './message-view.js';

export { countdown };

const errorIcon = line('M12 7.5v5.5M12 16.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18');

/** Handed in: parts share code with the script only. */
export interface FailureView {
  text: string;
  retry: unknown;
  textButton: typeof textButton;
}

export function failureTemplate(
  { message: { error }, isLast, actions, style: { strings } }: MessageView,
  { text, retry, textButton }: FailureView,
): TemplateResult {
  const retryAt = error?.retryAt;
  return html`<div class="error" part="error">
    <span class="error-icon">${errorIcon}</span>
    <p class="error-text">
      <bdi>${text}</bdi>
      ${error && isLast && retryAt !== undefined ? countdown(error, retryAt, (left) => (left ? strings.retryIn(left) : '')) : nothing}
    </p>
    ${retry} ${isLast && error?.code === 'context-length' ? textButton(strings.clear, 'clear-button', actions.clear) : nothing}
  </div>`;
}
