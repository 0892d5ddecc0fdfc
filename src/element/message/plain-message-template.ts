import { html, nothing, type TemplateResult } from 'lit';
import { messageText, type ChatMessage } from '../../conversation/index.js';
import type { ShellWords } from '../../locales/index.js';
import { withoutHazards } from '../../markdown/syntax/hazards.js';

export interface PlainMessageView {
  strings: ShellWords;
  assistantName: string;
  message: ChatMessage;
  /** The page shows its error itself. */
  isErrorHandled: boolean;
}

/** A message without the part that draws messages, where that cannot be had: who says it, its text, and that something went wrong. */
export function plainMessageTemplate({ strings, assistantName, message, isErrorHandled }: PlainMessageView): TemplateResult {
  const { id, role, error, parts } = message;
  const text = messageText(message);
  const without = parts.some(({ type }) => type === 'image_url') ? strings.image : nothing;
  return html`<div class="turn">
    <div>
      <div class="message ${role}" part="message ${role} ${error ? 'error' : ''}" id=${id}>
        <b>${strings.said(role === 'user' ? strings.you : assistantName)}</b>
        <p class="text plain" part="body" dir="auto">${withoutHazards(text) || without}</p>
        ${error && !isErrorHandled ? html`<p part="error">${text ? strings.incomplete : strings.nothingCame}</p>` : nothing}
      </div>
    </div>
  </div>`;
}
