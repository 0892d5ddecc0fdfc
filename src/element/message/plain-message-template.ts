import { html, nothing, type TemplateResult } from 'lit';
import { messageText, type ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { errorText } from './error-text.js';

/** A message without the part that draws messages, where that cannot be had: who says it, its text, and what went wrong. */
export function plainMessageTemplate(strings: Locale, assistantName: string, message: ChatMessage): TemplateResult {
  const { id, role, error } = message;
  return html`<div class="turn">
    <div>
      <div class="message ${role}" part="message ${role} ${error ? 'error' : ''}" id=${id}>
        <b>${strings.said(role === 'user' ? strings.you : assistantName)}</b>
        <p class="text plain" part="body" dir="auto">${messageText(message)}</p>
        ${error ? html`<p part="error">${errorText(strings, message)}</p>` : nothing}
      </div>
    </div>
  </div>`;
}
