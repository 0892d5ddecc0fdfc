import { html, nothing, type TemplateResult } from 'lit';
import { messageText, type ChatMessage } from '../../conversation/index.js';
import type { ShellWords } from '../../locales/index.js';
import { withoutHazards } from '../../markdown/syntax/hazards.js';

/** A message without the part that draws messages, where that cannot be had: who says it, its text, and that something went wrong. */
export function plainMessageTemplate(strings: ShellWords, assistantName: string, message: ChatMessage): TemplateResult {
  const { id, role, error } = message;
  return html`<div class="turn">
    <div>
      <div class="message ${role}" part="message ${role} ${error ? 'error' : ''}" id=${id}>
        <b>${strings.said(role === 'user' ? strings.you : assistantName)}</b>
        <p class="text plain" part="body" dir="auto">${withoutHazards(messageText(message))}</p>
        ${error ? html`<p part="error">${strings.nothingCame}</p>` : nothing}
      </div>
    </div>
  </div>`;
}
