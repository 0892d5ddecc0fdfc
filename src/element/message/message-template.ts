import { html, nothing, type TemplateResult } from 'lit';
import { isUnsettled, messageText, toolCalls, type ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { countdown } from './countdown-directive.js';
import { textButton } from '../controls/text-button.js';
import { errorIcon } from './message-icons.js';
import { actionsTemplate } from './actions-template.js';
import { errorText } from './error-text.js';
import { attachmentTemplate, partTemplates } from './parts-template.js';
import type { MessageView } from './message-view.js';

export function messageTemplate(view: MessageView): TemplateResult {
  const { message, style, editing, isTabStop } = view;
  const name = message.role === 'user' ? style.strings.you : style.assistantName;
  return html`
    <article
      class="message ${message.role}"
      part="message ${message.role} ${message.error ? 'error' : ''}"
      id=${message.id}
      aria-labelledby="heading-${message.id}"
      tabindex=${isTabStop ? 0 : -1}
    >
      <div class="visually-hidden" id="heading-${message.id}" role="heading" aria-level=${style.headingLevel}>
        ${style.strings.said(name)}
      </div>
      ${
        editing
          ? editing.render(style.strings, {
              attachments: editing.draft.parts.map((part) => attachmentTemplate(style.strings, part)),
              textButton,
            })
          : html`<div class="content">${partTemplates(view)} ${statusTemplate(view)}</div>`
      }
      ${editing || isUnsettled(message) ? nothing : actionsTemplate(view)}
    </article>
  `;
}

function statusTemplate(view: MessageView): unknown {
  const { message, pending, isLast, actions } = view;
  const { strings, isSetUp } = view.style;
  const more = isLast && isSetUp ? textButton(strings.continueReply, 'continue-button', actions.continueReply) : nothing;
  switch (message.status) {
    case 'waiting':
      if (!pending) return nothing;
      return html`<p class="pending" part="pending">
        <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        <span>${waitingText(strings, message)}</span>
      </p>`;
    case 'stopped':
      return note(strings.stopped, messageText(message) === '' ? nothing : more);
    case 'truncated':
      return note(strings.truncated, more);
    case 'filtered':
      return note(strings.errors['content-filter']);
    case 'failed':
    case 'interrupted':
      return view.isErrorHandled ? nothing : errorTemplate(view);
    case 'done':
      return messageText(message) === '' && toolCalls(message).length === 0 ? note(strings.empty) : nothing;
    case 'streaming':
      return nothing;
  }
}

function errorTemplate({ message, isLast, actions, style: { strings, isSetUp } }: MessageView): TemplateResult {
  const retryAt = message.error?.retryAt;
  return html`<div class="error" part="error">
    <span class="error-icon">${errorIcon}</span>
    <p class="error-text">
      <bdi>${errorText(strings, message)}</bdi>
      ${isLast && retryAt !== undefined ? countdown(retryAt, (left) => (left ? strings.retryIn(left) : '')) : nothing}
    </p>
    ${isLast && isSetUp ? textButton(strings.retry, 'retry-button', actions.retry) : nothing}
    ${isLast && message.error?.code === 'context-length' ? textButton(strings.clear, 'clear-button', actions.clear) : nothing}
  </div>`;
}

function waitingText(strings: Locale, { retry }: ChatMessage): unknown {
  if (!retry) return strings.waiting;
  return retry.at === undefined ? strings.waitingForNetwork : countdown(retry.at, strings.waitingToRetry);
}

/** A quiet line. */
export function note(text: string, action: unknown = nothing): TemplateResult {
  return html`<p class="note"><bdi>${text}</bdi>${action}</p>`;
}
