/** The state's messages → the `messages` of a request. */
import type { ContentPart, Message } from '../client/index.js';
import { messageText, toolCalls, type ChatMessage, type ToolCallPart } from './state.js';

/** What the model is told of a call that never came to its end: the API demands an answer to each. */
const notRun = JSON.stringify({ error: 'The tool was not run.' });

/**
 * - Instructions come first. They are no message of the conversation, so they are never stored.
 * - What was stopped or broke off goes along as context; a reply of which nothing came does not.
 * - Each tool call is followed by exactly one answer.
 * - Neighbours of one role become one message: after a failed turn two questions follow each other, and the chat templates of many
 *   models refuse roles that do not alternate.
 */
export function requestMessages(
  messages: readonly ChatMessage[],
  instructions: string | undefined,
  instructionsRole: 'developer' | 'system' = 'developer',
): Message[] {
  const history: Message[] = instructions ? [{ role: instructionsRole, content: instructions }] : [];
  for (const message of messages) {
    for (const next of message.role === 'user' ? userMessages(message) : assistantMessages(message)) append(history, next);
  }
  return history;
}

export function append(history: Message[], next: Message): void {
  const last = history.at(-1);
  const joins = last?.role === next.role && next.role !== 'tool' && !last.tool_calls;
  if (joins) history[history.length - 1] = { ...last, ...next, content: join(last.content, next.content) };
  else history.push(next);
}

function userMessages(message: ChatMessage): Message[] {
  const parts = message.parts.filter(
    (part): part is ContentPart => part.type !== 'reasoning' && part.type !== 'refusal' && part.type !== 'tool-call',
  );
  if (parts.length === 0) return [];
  // A string where there is nothing but text: not every server takes parts.
  const content = parts.every((part) => part.type === 'text') ? parts.map(({ text }) => text).join('\n\n') : parts;
  return [{ role: 'user', content }];
}

/** A reply with tools took several requests, so it is several messages: text and calls, their answers, text and calls, … */
function assistantMessages(message: ChatMessage): Message[] {
  if (toolCalls(message).length === 0) {
    const text = messageText(message);
    return text === '' ? [] : [{ role: 'assistant', content: text }];
  }
  const result: Message[] = [];
  let text = '';
  let calls: ToolCallPart[] = [];
  const flush = (): void => {
    if (calls.length > 0) {
      result.push({
        role: 'assistant',
        content: text === '' ? null : text,
        tool_calls: calls.map(({ id, name, arguments: given }) => ({
          id,
          type: 'function',
          function: { name, arguments: given },
        })),
      });
      for (const { id, output } of calls) result.push({ role: 'tool', tool_call_id: id, content: output ?? notRun });
    } else if (text !== '') {
      result.push({ role: 'assistant', content: text });
    }
    text = '';
    calls = [];
  };
  for (const part of message.parts) {
    if (part.type === 'tool-call') {
      if (calls[0] && calls[0].round !== part.round) flush();
      calls.push(part);
    } else if (part.type === 'text' || part.type === 'refusal') {
      if (calls.length > 0) flush();
      text += part.text;
    }
  }
  flush();
  return result;
}

function join(first: Message['content'], second: Message['content']): Message['content'] {
  if (first === null || second === null) return first ?? second;
  if (typeof first === 'string' && typeof second === 'string') return `${first}\n\n${second}`;
  return [...asParts(first), ...asParts(second)];
}

function asParts(content: string | readonly ContentPart[]): readonly ContentPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
