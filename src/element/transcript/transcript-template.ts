import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ChatMessage, ConversationState } from '../../conversation/index.js';
import type { MessageActions } from '../message/message-actions.js';
import { messageTemplate, note } from '../message/message-template.js';
import type { MessageStyle } from '../message/message-view.js';

export interface TranscriptView {
  style: MessageStyle;
  actions: MessageActions;
  state: ConversationState;
  /** Id of the reply that is worked on in this tab. */
  replyId: string | undefined;
  pending: boolean;
  /** Id of the message that was sent last: the room below it is reserved for its reply. */
  reserveFor: string | undefined;
  /** Id of the message that Tab arrives at; the last one where it is not among them. */
  current: string | undefined;
  /** Messages whose error the page shows itself. */
  handled: ReadonlySet<string>;
}

/**
 * Messages stand in turns: one of the visitor with what answers it. A message is rendered again only when it has changed. Lists only grow,
 * or change from some message on, so an index and a key do what `repeat` does, for a quarter of its size.
 */
export function turnTemplates(view: TranscriptView): TemplateResult[] {
  const { state, current, style } = view;
  const { messages } = state;
  const last = messages.at(-1);
  const versions = versionsOf(state);
  const tabStop = messages.some(({ id }) => id === current) ? current : last?.id;
  let before: ChatMessage | undefined;
  const template = (message: ChatMessage): unknown => {
    const place = { versions, isLast: message === last, isTabStop: message.id === tabStop, before };
    before = message;
    return keyed(message.id, guardedMessage(view, message, place));
  };
  return turns(messages).map(
    (turn, index, { length }) =>
      keyed(
        turn[0].id,
        html`
          <div
            class="turn ${turn[0].id === view.reserveFor ? 'reserve' : ''} ${index < length - 2 ? 'far' : ''}"
            data-turn=${turn[0].id}
          >
            <div>${turn[0].id === state.sentFrom ? note(style.strings.sentFrom) : nothing} ${turn.map(template)}</div>
          </div>
        `,
      ) as TemplateResult,
  );
}

interface Place {
  versions: Versions;
  isLast: boolean;
  isTabStop: boolean;
  before: ChatMessage | undefined;
}

function guardedMessage(
  view: TranscriptView,
  message: ChatMessage,
  { versions: all, isLast, isTabStop, before }: Place,
): unknown {
  const { style, actions } = view;
  const { id } = message;
  const pending = message.status === 'waiting' && view.pending;
  const isOurs = id === view.replyId;
  const copied = id === actions.copying.copied;
  const editing = id === actions.editing?.id ? actions.editing : undefined;
  const rating = actions.ratings.get(id);
  const isErrorHandled = view.handled.has(id);
  const versions = all.get(message.parent) ?? [id];
  const depends = [
    message,
    style,
    isOurs,
    pending,
    isLast,
    isTabStop,
    copied,
    editing?.draft,
    actions.toolCard,
    rating,
    actions.reader?.stateOf(id),
    isErrorHandled,
    versions.length,
    before?.id,
  ];
  return guard(depends, () =>
    messageTemplate({
      style,
      actions,
      message,
      before,
      isOurs,
      isLast,
      pending,
      isTabStop,
      copied,
      rating,
      isErrorHandled,
      versions,
      editing,
    }),
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
