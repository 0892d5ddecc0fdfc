/** How much of a conversation is sent: the newest part that fits. */
import { keptPrefix, mediaOf, toolCalls, type Part } from '../client/index.js';
import type { ConversationOptions } from './options.js';
import type { ChatMessage } from './state.js';

/**
 * What is sent at most, where the owner says nothing. Less than the proxy takes by default (200 messages, 256 kB), in whatever script: 64,000
 * characters are at most 192 kB of UTF-8.
 */
const defaultMessages = 150;
const defaultCharacters = 64_000;
/** A question about a picture comes soon after it, and each picture is paid for with every question: some 1,600 tokens. */
const defaultAttachments = 4;
/** A picture's 1,600 tokens, as characters. */
const charactersOfMedia = 6_000;
/** A long file or recording costs more. So 64,000 characters are never more than 13 MB, and the proxy, where it takes attachments, takes 20. */
const bytesPerCharacter = 200;

/** Finds out how much the model takes: servers do not say it, they refuse what is too much. */
export class History {
  /** In characters. */
  #room = Infinity;
  #roomOf = '';

  /**
   * What was attached to older messages, or refused, is named in its place.
   * All messages where they fit, a greeting at their beginning too; else the newest ones, the first of them a user's. From the last one of a
   * user on all are sent, however much that is.
   * @param messages up to the reply that is asked for
   * @param most characters, where that is less than what may be sent
   */
  newest(all: readonly ChatMessage[], options: ConversationOptions, most = Infinity): readonly ChatMessage[] {
    const messages = withFewer(all, options.maxHistoryAttachments ?? defaultAttachments);
    const { maxHistory = defaultMessages, maxHistoryCharacters = defaultCharacters, model, endpoint } = options;
    if (this.#roomOf !== (this.#roomOf = `${model} ${endpoint}`)) this.#room = Infinity;
    const room = Math.min(maxHistoryCharacters, this.#room, most);
    let start = messages.length;
    let count = 0;
    let characters = 0;
    for (const [index, message] of [...messages.entries()].reverse()) {
      // What is empty is not sent, as the reply that is asked for; a call is, and the answer to it.
      count += (message.parts.length && 1) + 2 * toolCalls(message).length;
      characters += charactersOf([message]);
      if (start < messages.length && (count > maxHistory || characters > room)) return messages.slice(start);
      if (message.role === 'user') start = index;
    }
    return messages;
  }

  /**
   * To be told what was too much: with the next question half of that is tried, and so on until it fits.
   * @returns how many characters the same question may go again with; only once, so it is little
   */
  overflowed(sent: readonly ChatMessage[]): number {
    const characters = charactersOf(sent);
    this.#room = characters / 2;
    return characters / 32;
  }
}

/** As far as they are sent: of replies their text and their calls, without reasoning. */
function charactersOf(messages: readonly ChatMessage[]): number {
  let characters = 0;
  for (const { role, parts } of messages) {
    for (const part of parts) {
      const media = mediaOf(part);
      if (part.type === 'audio') characters += part.transcript.length;
      else if (media === undefined) characters += part.type === 'reasoning' ? 0 : JSON.stringify(part).length;
      else if (role === 'user') characters += charactersOfMedia + media.length / bytesPerCharacter;
    }
  }
  return characters;
}

/**
 * With the attachments of so many of the newest messages that have any, and of the question in any case. What a server has refused it would refuse
 * again, with every further question: what came with the question that failed, or, where nothing did, all that came before.
 */
function withFewer(messages: readonly ChatMessage[], most: number): readonly ChatMessage[] {
  const question = messages.findLastIndex(({ role }) => role === 'user');
  let left = most;
  let areRefused = false;
  const changed = [...messages];
  for (const [index, message] of [...messages.entries()].reverse()) {
    if (message.role !== 'user') continue;
    const has = message.parts.some((part) => mediaOf(part) !== undefined);
    const isRefused = messages[index + 1]?.error?.code === 'unsupported-content';
    areRefused ||= isRefused && !has;
    const isLeft = index === question || left > 0;
    if (has) left--;
    const goes = isLeft && !isRefused && !areRefused;
    // What is yet to be fetched goes along as soon as it is there.
    const parts = message.parts.map((part) => (goes && !mediaOf(part)?.startsWith(keptPrefix) ? part : named(part)));
    changed[index] = { ...message, parts };
  }
  return changed;
}

function named(part: Part): Part {
  if (mediaOf(part) === undefined) return part;
  const name = part.type === 'file' ? part.file.filename : 'filename' in part && part.filename;
  return { type: 'text', text: `[${name || (part.type === 'image_url' ? 'picture' : 'attachment')}]` };
}
