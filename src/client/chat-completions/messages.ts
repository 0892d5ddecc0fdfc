/** The messages of a conversation → the `messages` of a request. */
import type { Prompt, PromptMessage } from '../dialect.js';
import { unusedId } from '../ids.js';
import { isKept, messageText, toolCalls, type ToolCallPart } from '../parts.js';
import type { ContentPart, Message } from '../types.js';

/** What the model is told of a call that never came to its end: the API demands an answer to each. */
const notRun = JSON.stringify({ error: 'The tool was not run.' });

/**
 * - Instructions come first. They are no message of the conversation, so they are never stored.
 * - What was stopped or broke off goes along as context; a reply of which nothing came does not.
 * - Each tool call is followed by exactly one answer, under an id that no other call has; a call that broke off before its name does not exist.
 * - Neighbours of one role become one message: after a failed turn two questions follow each other, and the chat templates of many
 *   models refuse roles that do not alternate.
 */
export function wireMessages({ messages, instructions, instructionsRole = 'developer' }: Prompt): Message[] {
  const history: Message[] = instructions ? [{ role: instructionsRole, content: instructions }] : [];
  const ids = new Set<string>();
  for (const message of messages) {
    for (const next of message.role === 'user' ? userMessages(message) : assistantMessages(message, ids)) append(history, next);
  }
  return history;
}

/** Adds a message, or joins it to the last one where that is of the same role. */
function append(history: Message[], next: Message): void {
  const last = history.at(-1);
  const joins = last?.role === next.role && next.role !== 'tool' && !last.tool_calls;
  if (joins) history[history.length - 1] = { ...last, ...next, content: join(last.content, next.content) };
  else history.push(next);
}

function userMessages(message: PromptMessage): Message[] {
  const parts = message.parts.filter(
    (part): part is ContentPart =>
      part.type !== 'reasoning' && part.type !== 'refusal' && part.type !== 'tool-call' && part.type !== 'audio' && !isKept(part),
  );
  if (parts.length === 0) return [];
  const wire = parts.map(wirePart);
  // A string where there is nothing but text: not every server takes parts.
  const content = wire.every((part) => part.type === 'text') ? wire.map(({ text }) => text).join('\n\n') : wire;
  return [{ role: 'user', content }];
}

/** What is known of a part beside the wire's own fields stays here: servers refuse names that they do not know. */
function wirePart(part: ContentPart): ContentPart {
  switch (part.type) {
    case 'text':
      return part;
    case 'image_url':
      return { type: 'image_url', image_url: part.image_url };
    case 'input_audio':
      return { type: 'input_audio', input_audio: part.input_audio };
    case 'file': {
      const { text, ...file } = part.file;
      return text === undefined ? { type: 'file', file } : { type: 'text', text: `File “${file.filename ?? ''}”:\n\n${text}` };
    }
  }
}

/** A reply with tools took several requests, so it is several messages: text and calls, their answers, text and calls, … */
function assistantMessages(message: PromptMessage, ids: Set<string>): Message[] {
  const result: Message[] = [];
  const rounds = message.parts.map((part) => ('round' in part ? (part.round ?? 1) : 1));
  for (const round of [...new Set(rounds)].sort((a, b) => a - b)) {
    const ofRound = { ...message, parts: message.parts.filter((_part, index) => rounds[index] === round) };
    const text = messageText(ofRound);
    const calls = toolCalls(ofRound)
      .filter(({ name }) => name !== '')
      .map((call) => ({ ...call, id: ownId(call, message.id, ids) }));
    if (calls.length > 0) {
      result.push({ role: 'assistant', content: text === '' ? null : text, tool_calls: calls.map(wireCall) });
      for (const { id, output } of calls) result.push({ role: 'tool', tool_call_id: id, content: output ?? notRun });
    } else if (text !== '') {
      result.push({ role: 'assistant', content: text });
    }
  }
  return result;
}

/** Some servers give no ids, and some count from the same one in every reply. */
function ownId({ id, round, call }: ToolCallPart, messageId: string, ids: Set<string>): string {
  const own = unusedId(id === '' ? `call_${messageId}_${round}_${call}` : id, (taken) => ids.has(taken));
  ids.add(own);
  return own;
}

function wireCall({ id, name, arguments: given }: ToolCallPart): NonNullable<Message['tool_calls']>[number] {
  return { id, type: 'function', function: { name, arguments: isJson(given) ? given : '{}' } };
}

/** Arguments that broke off, or that the model wrote wrong: a server that reads them would refuse the whole conversation. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function join(first: Message['content'], second: Message['content']): Message['content'] {
  if (first === null || second === null) return first ?? second;
  if (typeof first === 'string' && typeof second === 'string') return `${first}\n\n${second}`;
  return [...asParts(first), ...asParts(second)];
}

function asParts(content: string | readonly ContentPart[]): readonly ContentPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
