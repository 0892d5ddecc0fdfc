import { html, nothing, type TemplateResult } from 'lit';
import { messageText, type ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { errorIcon } from './icons.js';

export interface MessageView {
  strings: Locale;
  message: ChatMessage;
  /** The screen should say that it is waiting. */
  pending: boolean;
  /** Retry is offered for the last reply only. */
  canRetry: boolean;
  onRetry: () => void;
}

export function messageTemplate(view: MessageView): TemplateResult {
  const { strings, message } = view;
  const text = messageText(message);
  return html`
    <article class="message ${message.role}" part="message ${message.role}" aria-labelledby="heading-${message.id}">
      <h3 class="visually-hidden" id="heading-${message.id}">
        ${strings.said(message.role === 'user' ? strings.you : strings.assistant)}
      </h3>
      ${text === '' ? nothing : html`<p class="text" part="body" dir="auto">${text}</p>`} ${statusTemplate(view, text)}
    </article>
  `;
}

function statusTemplate({ strings, message, pending, canRetry, onRetry }: MessageView, text: string): unknown {
  switch (message.status) {
    case 'waiting':
      if (!pending) return nothing;
      return html`<p class="pending" part="pending">
        <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        ${message.retry ? strings.waitingToRetry : strings.waiting}
      </p>`;
    case 'stopped':
      return note(strings.stopped);
    case 'cut':
      return note(strings.cut);
    case 'filtered':
      return note(strings.errors['content-filter']);
    case 'failed':
    case 'interrupted':
      return html`<div class="error" part="error">
        <span class="error-icon">${errorIcon}</span>
        <p class="error-text">${strings.errors[message.error?.code ?? 'interrupted']}</p>
        ${
          canRetry
            ? html`<button class="retry-button" part="retry-button" type="button" @click=${onRetry}>${strings.retry}</button>`
            : nothing
        }
      </div>`;
    case 'done':
      return text === '' ? note(strings.empty) : nothing;
    case 'streaming':
      return nothing;
  }
}

function note(text: string): TemplateResult {
  return html`<p class="note">${text}</p>`;
}
