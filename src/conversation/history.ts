/** How much of a conversation is sent: the newest part that fits. */
import { messageText, toolCalls } from '../client/index.js';
import type { ConversationOptions } from './options.js';
import type { ChatMessage } from './state.js';

/**
 * What is sent at most, where the owner says nothing. Less than the proxy takes by default (200 messages, 256 kB), in whatever script: 64,000
 * characters are at most 192 kB of UTF-8.
 */
const defaultMessages = 150;
const defaultCharacters = 64_000;

/** Finds out how much the model takes: servers do not say it, they refuse what is too much. */
export class History {
  /** In characters. */
  #room = Infinity;
  #roomOf = '';

  /**
   * All messages where they fit, a greeting at their beginning too; else the newest ones, the first of them a user's. From the last one of a
   * user on all are sent, however much that is.
   * @param messages up to the reply that is asked for
   * @param limits `most`: characters, where that is less than what may be sent; `costOf`: what messages count for beside their text
   */
  newest(
    messages: readonly ChatMessage[],
    options: ConversationOptions,
    { most = Infinity, costOf }: { most?: number | undefined; costOf?: CostOf | undefined },
  ): readonly ChatMessage[] {
    const { maxHistory = defaultMessages, maxHistoryCharacters = defaultCharacters, model, endpoint } = options;
    if (this.#roomOf !== (this.#roomOf = `${model} ${endpoint}`)) this.#room = Infinity;
    const room = Math.min(maxHistoryCharacters, this.#room, most);
    let start = messages.length;
    let count = 0;
    let characters = 0;
    for (const [index, message] of [...messages.entries()].reverse()) {
      // What is empty is not sent, as the reply that is asked for; a call is, and the answer to it.
      count += (message.parts.length && 1) + 2 * toolCalls(message).length;
      characters += charactersOf([message], costOf);
      if (start < messages.length && (count > maxHistory || characters > room)) return messages.slice(start);
      if (message.role === 'user') start = index;
    }
    return messages;
  }

  /**
   * To be told what was too much: with the next question half of that is tried, and so on until it fits.
   * @returns how many characters the same question may go again with; only once, so it is little
   */
  overflowed(sent: readonly ChatMessage[], costOf: CostOf | undefined): number {
    const characters = charactersOf(sent, costOf);
    this.#room = characters / 2;
    return characters / 32;
  }
}

type CostOf = (messages: readonly ChatMessage[]) => number;

/** As far as they are sent: reasoning is not, and bytes are no characters. */
function charactersOf(messages: readonly ChatMessage[], costOf: CostOf = () => 0): number {
  return costOf(messages) + JSON.stringify(messages.map((message) => [messageText(message), toolCalls(message)])).length;
}
