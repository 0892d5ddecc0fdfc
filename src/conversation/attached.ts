/** A part: what goes along of pictures, recordings and files, and what it counts for. Most conversations have none. */
import { filenameOf, isKept, type Part } from '../client/index.js';
import type { ChatMessage } from './state.js';

export { refusedPart } from '../client/refused-parts.js';

/** A question about a picture comes soon after it, and each picture is paid for with every question: some 1,600 tokens. */
const defaultAttachments = 4;
/** A picture's 1,600 tokens, as characters. */
const charactersOfMedia = 6_000;
/** A long file or recording costs more. So 64,000 characters are never more than 11.6 MB, and the proxy, where it takes attachments, takes 12. */
const bytesPerCharacter = 180;

/** What messages count for beside their text. Of replies nothing else is sent. */
export function costOf(messages: readonly ChatMessage[]): number {
  const attached = messages.flatMap(({ role, parts }) => (role === 'user' ? parts.filter(({ type }) => type !== 'text') : []));
  return attached.reduce((sum, part) => {
    const { length } = JSON.stringify(part);
    return sum + (isAttached(part) ? charactersOfMedia + length / bytesPerCharacter : length);
  }, 0);
}

/**
 * With the attachments of so many of the newest messages that have any, and of the question in any case; others are named. What a server has
 * refused it would refuse again, with every further question: what came with the question that failed, or, where nothing did, all that came
 * before.
 */
export function thatGo(messages: readonly ChatMessage[], most = defaultAttachments): readonly ChatMessage[] {
  const question = messages.findLastIndex(({ role }) => role === 'user');
  let left = most;
  let areRefused = false;
  const changed = [...messages];
  for (const [index, message] of [...messages.entries()].reverse()) {
    if (message.role !== 'user') continue;
    const has = message.parts.some(isAttached);
    const isRefused = messages[index + 1]?.error?.code === 'unsupported-content';
    areRefused ||= isRefused && !has;
    const isLeft = index === question || left > 0;
    if (has) left--;
    const goes = isLeft && !isRefused && !areRefused;
    // What is yet to be fetched goes along as soon as it is there.
    const parts = message.parts.map((part) => (goes && !isKept(part) ? part : named(part)));
    changed[index] = { ...message, parts };
  }
  return changed;
}

/** A text file is text. */
const isAttached = (part: Part): boolean => part.type !== 'text' && !(part.type === 'file' && part.file.text !== undefined);

function named(part: Part): Part {
  if (!isAttached(part)) return part;
  return { type: 'text', text: `[${filenameOf(part) || (part.type === 'image_url' ? 'picture' : 'attachment')}]` };
}
