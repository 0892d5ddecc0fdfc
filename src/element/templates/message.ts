import { html, nothing, type TemplateResult } from 'lit';
import { isUnsettled, messageText, toolCalls, type ChatMessage, type ToolCallPart } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { markdown } from '../markdown-directive.js';
import { errorIcon } from './icons.js';
import { userTextTemplate } from './user-text.js';

export interface MessageActions {
  onRetry: () => void;
  onApprove: (callId: string) => void;
  onDeny: (callId: string) => void;
}

export interface MessageView extends MessageActions {
  strings: Locale;
  message: ChatMessage;
  /** The screen should say that it is waiting. */
  pending: boolean;
  /** Retry is offered for the last reply only. */
  canRetry: boolean;
}

export function messageTemplate(view: MessageView): TemplateResult {
  const { strings, message } = view;
  return html`
    <article class="message ${message.role}" part="message ${message.role}" aria-labelledby="heading-${message.id}">
      <h3 class="visually-hidden" id="heading-${message.id}">
        ${strings.said(message.role === 'user' ? strings.you : strings.assistant)}
      </h3>
      ${partTemplates(view)} ${statusTemplate(view)}
    </article>
  `;
}

/** The reply's own headings come below the message's, which is an h3. */
const replyOptions = { headingLevel: 3 };

/** Text and tool calls in the order in which they came. What the visitor writes is shown as it was written; what the model writes is Markdown. */
function partTemplates(view: MessageView): unknown {
  const { message } = view;
  return message.parts.map((part, index) => {
    switch (part.type) {
      case 'text': {
        if (message.role === 'user') return userTextTemplate(part.text, view.strings);
        const settled = index < message.parts.length - 1 || !isUnsettled(message);
        return html`<div class="text markdown" part="body" ${markdown(part.text, settled, replyOptions)}></div>`;
      }
      case 'refusal':
        return plainText(part.text);
      case 'tool-call':
        return toolTemplate(view, part);
      default:
        return nothing;
    }
  });
}

function plainText(text: string): TemplateResult {
  return html`<p class="text plain" part="body" dir="auto">${text}</p>`;
}

function toolTemplate(
  { strings, onApprove, onDeny }: MessageView,
  { id, name, state, arguments: given }: ToolCallPart,
): TemplateResult {
  return html`<div class="tool" part="tool">
    <p class="tool-text"><bdi>${strings.tool[state](name)}</bdi></p>
    ${
      state === 'approval'
        ? html`<code class="tool-arguments" translate="no">${visible(given)}</code>
            <button class="small-button" type="button" @click=${() => onApprove(id)}>${strings.approve}</button>
            <button class="small-button" type="button" @click=${() => onDeny(id)}>${strings.deny}</button>`
        : nothing
    }
  </div>`;
}

/** Controls that turn the reading order round, or cannot be seen, would show another thing than what is allowed: they are spelled out. */
function visible(json: string): string {
  return json.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`,
  );
}

function statusTemplate({ strings, message, pending, canRetry, onRetry }: MessageView): unknown {
  switch (message.status) {
    case 'waiting':
      if (!pending) return nothing;
      return html`<p class="pending" part="pending">
        <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        ${message.retry ? waitingReason(strings, message.retry.error.code) : strings.waiting}
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
        <p class="error-text"><bdi>${errorText(strings, message)}</bdi></p>
        ${
          canRetry
            ? html`<button class="small-button retry-button" part="retry-button" type="button" @click=${onRetry}>
                ${strings.retry}
              </button>`
            : nothing
        }
      </div>`;
    case 'done':
      return messageText(message) === '' && toolCalls(message).length === 0 ? note(strings.empty) : nothing;
    case 'streaming':
      return nothing;
  }
}

function waitingReason(strings: Locale, code: keyof Locale['errors']): string {
  return code === 'offline' ? strings.waitingForNetwork : strings.waitingToRetry;
}

/** What a visitor reads of an error. */
export function errorText(strings: Locale, { error, status }: Pick<ChatMessage, 'error' | 'status'>): string {
  const code = error?.code ?? 'interrupted';
  return code === 'interrupted' && status === 'failed' ? strings.nothingCame : strings.errors[code];
}

function note(text: string): TemplateResult {
  return html`<p class="note"><bdi>${text}</bdi></p>`;
}
