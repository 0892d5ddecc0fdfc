import { html, nothing, type TemplateResult } from 'lit';
import { isUnsettled, messageText } from '../../conversation/index.js';
import { textButton } from '../controls/text-button.js';
import { actionsTemplate } from './actions-template.js';
import { neutralise } from '../../markdown/syntax/characters.js';
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
      ${style.byline?.(message, view.before)}
      ${
        editing
          ? editing.render(style.strings, {
              attachments: editing.draft.parts.map((part) => attachmentTemplate(view, part)),
              textButton,
            })
          : html`<div class="content">${partTemplates(view)} ${statusTemplate(view)} ${sourcesOf(view)}</div>`
      }
      ${editing || isUnsettled(message) ? nothing : actionsTemplate(view)} ${style.extras?.rated(message, view.rating)}
    </article>
  `;
}

/** Once the reply has ended: what grows would push it down. */
function sourcesOf({ message, actions, style: { strings } }: MessageView): unknown {
  const { sources } = message;
  if (!sources || isUnsettled(message)) return nothing;
  const shown = sources.map(({ url, title, quote }) => {
    const link = actions.sourceLink(url);
    return {
      name: neutralise(title ?? link?.host ?? url),
      href: link?.href,
      host: link?.host ?? '',
      quote: quote && neutralise(quote),
    };
  });
  return actions.sources()?.sourcesTemplate(strings, shown) ?? nothing;
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
        <span>${waitingText(view)}</span>
      </p>`;
    case 'stopped':
      return note(strings.stopped, messageText(message) === '' ? nothing : more);
    case 'truncated':
      return note(strings.truncated, more);
    case 'filtered':
      return actions.failure() ? note(strings.errors['content-filter']) : nothing;
    case 'failed':
    case 'interrupted':
      return view.isErrorHandled ? nothing : failedTemplate(view);
    case 'done':
      // Thoughts are no answer; a picture is one.
      return messageText(message) === '' && message.parts.every((part) => 'text' in part) ? note(strings.empty) : nothing;
    case 'streaming':
      return nothing;
  }
}

/** Plain until its part has come: hidden, so that it is not drawn in one way and then in another, but not for long. */
function failedTemplate(view: MessageView): TemplateResult {
  const { message, isLast, actions, style } = view;
  const { strings, isSetUp } = style;
  const text = errorText(strings, message);
  // The same again would be refused again.
  const canRetry = isLast && isSetUp && message.error?.code !== 'unsupported-content';
  const retry = canRetry ? actions.retry : undefined;
  return (
    actions.failure()?.failureTemplate(view, { text, retry, textButton }) ??
    html`<p class="note late" part="error">
      <bdi>${text}</bdi>${retry ? textButton(strings.retry, 'retry-button', retry) : nothing}
    </p>`
  );
}

function waitingText({ message: { retry }, actions, style: { strings } }: MessageView): unknown {
  if (!retry) return strings.waiting;
  return retry.at === undefined
    ? strings.waitingForNetwork
    : (actions.failure()?.countdown(retry, retry.at, strings.waitingToRetry) ?? strings.waiting);
}

/** A quiet line. */
export function note(text: string, action: unknown = nothing): TemplateResult {
  return html`<p class="note"><bdi>${text}</bdi>${action}</p>`;
}
