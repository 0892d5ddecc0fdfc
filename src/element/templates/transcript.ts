import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { messageTemplate, type MessageActions } from './message.js';

export interface TranscriptView extends MessageActions {
  strings: Locale;
  messages: readonly ChatMessage[];
  pending: boolean;
  /** The element lacks an endpoint: it stays calm and says that it is not set up. */
  notSetUp: boolean;
  /** Id of the message that was sent last: the room below it is reserved for its reply. */
  reserveFor: string | undefined;
}

/** Messages stand in turns: one of the visitor with what answers it. A message is rendered again only when it has changed. */
export function transcriptTemplate(view: TranscriptView): TemplateResult {
  const { strings, messages, onRetry, onApprove, onDeny } = view;
  const last = messages.at(-1);
  return html`
    <div class="transcript" part="transcript" role="log" aria-live="off" aria-label=${strings.transcript} tabindex="0">
      ${messages.length === 0 ? welcomeTemplate(view) : nothing}
      ${repeat(
        turns(messages),
        ([first]) => first.id,
        (turn) => html`
          <div class="turn ${turn[0].id === view.reserveFor ? 'reserve' : ''}" data-turn=${turn[0].id}>
            <div>
              ${repeat(
                turn,
                (message) => message.id,
                (message) => {
                  const pending = message.status === 'waiting' && view.pending;
                  const canRetry = message === last && !view.notSetUp;
                  return guard([message, pending, canRetry, strings], () =>
                    messageTemplate({ strings, message, pending, canRetry, onRetry, onApprove, onDeny }),
                  );
                },
              )}
            </div>
          </div>
        `,
      )}
    </div>
  `;
}

function welcomeTemplate({ strings, notSetUp }: TranscriptView): TemplateResult {
  return html`<div class="welcome" part="welcome">
    ${notSetUp ? html`<p class="not-set-up"><bdi>${strings.notSetUp}</bdi></p>` : html`<p class="greeting"><bdi>${strings.greeting}</bdi></p>`}
  </div>`;
}

type Turn = [ChatMessage, ...ChatMessage[]];

function turns(messages: readonly ChatMessage[]): Turn[] {
  const result: Turn[] = [];
  for (const message of messages) {
    const turn = result.at(-1);
    if (turn && message.role !== 'user') turn.push(message);
    else result.push([message]);
  }
  return result;
}
