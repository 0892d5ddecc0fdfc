/** A part: what goes along of pictures, recordings and files, and what it counts for. Most conversations have none. */
import type { Part } from '../client/index.js';
import type { ChatMessage } from './state.js';

export { refusedPart } from '../client/refused-parts.js';

/** A question about a picture comes soon after it, and each picture is paid for with every question: some 1,600 tokens. */
const defaultAttachments = 4;
/** A picture's 1,600 tokens, as characters. */
const charactersOfMedia = 6_000;
/** A long file or recording costs more. So 64,000 characters are never more than 13 MB, and the proxy, where it takes attachments, takes 20. */
const bytesPerCharacter = 200;

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
    const parts = message.parts.map((part) => (goes && isThere(part) ? part : named(part)));
    changed[index] = { ...message, parts };
  }
  return changed;
}

/** A text file is text. */
const isAttached = (part: Part): boolean => part.type !== 'text' && !(part.type === 'file' && part.file.text !== undefined);

/** Its bytes are not kept elsewhere: see `media.ts`. In JSON a text that says the same has backslashes before its quotes. */
const isThere = (part: Part): boolean => !JSON.stringify(part).includes('":"kept:');

function named(part: Part): Part {
  if (!isAttached(part)) return part;
  const name = part.type === 'file' ? part.file.filename : 'filename' in part && part.filename;
  return { type: 'text', text: `[${name || (part.type === 'image_url' ? 'picture' : 'attachment')}]` };
}
