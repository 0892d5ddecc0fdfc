/** What is said of a reply, a question and a welcome, once each. */
import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import type { Announce } from '../api/appearance.js';
import { isTouchOnly } from '../composer/keyboard.js';
import { beginningOf, blocksOf } from './spoken-text.js';

/**
 * In characters. Orca's own voice says some 15 in a second, so the beginning of a long reply takes up to 25 seconds, and a reply that is said whole
 * up to 35: what is left out has to be worth the keys that lead to it.
 */
const longestBeginning = 380;
const longestWhole = 520;

export interface ReplySpeech {
  message: ChatMessage;
  announce: Announce;
  strings: Locale;
  /** The texts of the message. */
  drawn: readonly Element[];
  /** What went wrong, in words: said whatever `announce` is. */
  trouble: string | undefined;
  /** Which of several it is. */
  version: string;
}

export function replySpeech({ message, announce, strings, drawn, trouble, version }: ReplySpeech): string {
  const { status } = message;
  if (trouble !== undefined) return trouble;
  if (status === 'stopped') return strings.stopped;
  if (announce === 'off') return '';
  const end = status === 'truncated' ? strings.truncated : '';
  if (announce === 'brief') return `${version} ${end || strings.complete}`.trim();
  const sources = message.sources ? strings.spokenSources(message.sources.length) : '';
  const media = mediaSpeech(message, strings);
  const text = textSpeech(blocksOf(drawn, strings), announce, strings) || (media ? '' : strings.empty);
  return [version, text, media, sources, end].filter(Boolean).join(' ');
}

/** What is no text, each kind once. A picture with an address is among the texts. */
function mediaSpeech({ parts }: ChatMessage, { image, audio }: Locale): string {
  const isPicture = parts.some((part) => part.type === 'image_url' && !/^https?:/.test(part.image_url.url));
  const isAudio = parts.some(({ type }) => type === 'audio');
  return [isPicture && `${image}.`, isAudio && `${audio}.`].filter(Boolean).join(' ');
}

function textSpeech(blocks: readonly string[], announce: Announce, strings: Locale): string {
  const text = blocks.join(' ');
  if (announce === 'full' || text.length <= longestWhole) return text;
  const beginning = beginningOf(blocks, longestBeginning);
  return `${beginning} ${strings.longReply(countWords(text))} ${byKey(strings.keyToRead)}`.trimEnd();
}

export function questionSpeech(strings: Locale, question: string): string {
  return `${question} ${byKey(strings.keyToAnswer)}`.trim();
}

/** What stands in an empty transcript, the page's own words included, but not its buttons. */
export function welcomeSpeech(root: ParentNode): string {
  const slot = root.querySelector<HTMLSlotElement>('slot[name=welcome]');
  return blocksOf(slot?.assignedElements({ flatten: true }) ?? [...root.querySelectorAll('.not-set-up')], {}).join(' ');
}

/** Without a keyboard there is no key. */
function byKey(text: string): string {
  return isTouchOnly() ? '' : text;
}

/** Where words are not divided by spaces each character counts, as is the custom there. To two digits: nobody hears more of a number. */
function countWords(text: string): number {
  const words = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu);
  return Number((words?.length ?? 0).toPrecision(2));
}
