/** What the stand-in says: texts chosen by the conversation, so that the same conversation always gets the same reply. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ChatBody, ChatMessage } from '../../src/proxy/fields.js';
import { tokens } from './tokens.js';

const directory = new URL('replies/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, directory), 'utf8').trimEnd();

/** Shows every construct of Markdown. */
export const everyConstruct = read('markdown.md');

const texts = readdirSync(directory)
  .sort()
  .filter((name) => name !== 'markdown.md')
  .map(read);

export const notice =
  'I am a stand-in, not a model: this page runs without a key, so I answer with prepared texts. Type `/help` to see what I can do.';

/** FNV-1a, 32 bits: small, and well spread for texts that differ in one letter. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

export function textOf(message: ChatMessage | undefined): string {
  const content = message?.content ?? '';
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}

/** @param choice Which of `n` answers. */
export function chosenText(body: ChatBody, choice: number): string {
  const conversation = body.messages.map((message) => [message.role, textOf(message)]);
  return texts[hash(JSON.stringify([conversation, body.seed ?? null, choice])) % texts.length] ?? '';
}

/** Prepared texts one after the other until there are exactly `count` tokens. */
export function longText(count: number): string {
  const pieces = tokens(texts.join('\n\n---\n\n') + '\n\n---\n\n');
  return Array.from({ length: count }, (_, index) => pieces[index % pieces.length]).join('');
}

/** True until the assistant has said something in this conversation. */
export function isFirstReply(body: ChatBody): boolean {
  return !body.messages.some((message) => message.role === 'assistant' && textOf(message) !== '');
}

/** The text after tools have run: it quotes what they gave back, as proof that it arrived. */
export function toolResultText(body: ChatBody): string | undefined {
  const results: string[] = [];
  for (const message of body.messages.toReversed()) {
    if (message.role !== 'tool') break;
    results.unshift(textOf(message));
  }
  if (results.length === 0) return undefined;
  const quoted = results.map((result) => result.replace(/^/gm, '> ')).join('\n\nand\n\n');
  return `${results.length === 1 ? 'The tool answered' : `The ${results.length} tools answered`}:\n\n${quoted}\n\nThat is all I wanted to know.`;
}
