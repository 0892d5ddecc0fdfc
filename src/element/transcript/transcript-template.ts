import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ChatMessage, ConversationState } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import type { VisitorController } from '../composer/visitor-controller.js';
import { messageTemplate } from '../message/message-template.js';
import type { MessageStyle } from '../message/message-view.js';

export interface TranscriptView {
  strings: Locale;
  style: MessageStyle;
  state: ConversationState;
  /** A reply is coming: what needs an idle chat is hidden. */
  busy: boolean;
  pending: boolean;
  /** Id of the message that was sent last: the room below it is reserved for its reply. */
  reserveFor: string | undefined;
  visitor: VisitorController;
  /** Messages whose error the page shows itself. */
  handled: ReadonlySet<string>;
  welcome: () => unknown;
}

/**
 * Messages stand in turns: one of the visitor with what answers it. A message is rendered again only when it has changed. Lists only grow,
 * or change from some message on, so an index and a key do what `repeat` does, for a quarter of its size.
 */
export function transcriptTemplate(view: TranscriptView): TemplateResult {
  const { strings, state, visitor } = view;
  const { messages } = state;
  const current = visitor.keys?.current;
  const last = messages.at(-1);
  const versions = versionsOf(state);
  const tabStop = messages.some(({ id }) => id === current) ? current : last?.id;
  return html`
    <div
      class="transcript ${view.busy ? 'busy' : ''}"
      part="transcript"
      role="log"
      aria-live="off"
      aria-label=${strings.transcript}
      tabindex="-1"
      @click=${visitor.onTranscriptClick}
      @focusin=${visitor.keys?.onFocusin}
    >
      ${messages.length === 0 ? view.welcome() : nothing}
      ${turns(messages).map((turn) =>
        keyed(
          turn[0].id,
          html`
            <div class="turn ${turn[0].id === view.reserveFor ? 'reserve' : ''}" data-turn=${turn[0].id}>
              <div>
                ${turn.map((message) =>
                  keyed(message.id, guardedMessage(view, message, versions, message === last, message.id === tabStop)),
                )}
              </div>
            </div>
          `,
        ),
      )}
    </div>
  `;
}

function guardedMessage(view: TranscriptView, message: ChatMessage, all: Versions, isLast: boolean, isTabStop: boolean): unknown {
  const { style, visitor } = view;
  const { actions } = visitor;
  const { id } = message;
  const pending = message.status === 'waiting' && view.pending;
  const copied = id === visitor.copy?.copied;
  const edit = id === visitor.edit?.id ? visitor.edit : undefined;
  const feedback = visitor.feedback.get(id);
  const isErrorHandled = view.handled.has(id);
  const versions = all.get(message.parent) ?? [id];
  const depends = [message, style, pending, isLast, isTabStop, copied, edit?.value, feedback, isErrorHandled, versions.length];
  return guard(depends, () =>
    messageTemplate({ style, actions, message, isLast, pending, isTabStop, copied, feedback, isErrorHandled, versions, edit }),
  );
}

/** Ids of the versions of a message, by its parent. */
type Versions = ReadonlyMap<string | null, readonly string[]>;

function versionsOf({ all, messages }: ConversationState): Versions {
  const versions = new Map<string | null, string[]>();
  if (all.length === messages.length) return versions; // of each message there is one
  for (const { id, parent } of all) {
    const siblings = versions.get(parent);
    if (siblings) siblings.push(id);
    else versions.set(parent, [id]);
  }
  return versions;
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
