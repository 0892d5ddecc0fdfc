/** Pictures and speech of a reply, in the words of several servers. */
import type { ChatEvent } from '../types.js';
import { isObject, objectsIn, textOf } from './json.js';

type Media = Extract<ChatEvent, { type: 'image' | 'audio' }>;

/**
 * - `images`: `{ type: 'image_url', image_url: { url } }[]` (OpenRouter, Gemini through it), or among the parts of `content`
 * - `audio`: `{ id, data, transcript }` in one answer; in a stream pieces of both
 *   (https://platform.openai.com/docs/api-reference/chat/object#chat/object-choices-message-audio)
 */
export function mediaIn(index: number, delta: Record<string, unknown>): Media[] {
  const found: Media[] = [];
  for (const { image_url: image } of [delta['images'], delta['content']].flatMap(objectsIn)) {
    const url = textOf(isObject(image) ? image['url'] : image);
    if (url !== '') found.push({ type: 'image', index, url });
  }
  if (isObject(delta['audio'])) {
    const { data, transcript } = delta['audio'];
    const audio = { data: textOf(data), transcript: textOf(transcript) };
    if (audio.data + audio.transcript !== '') found.push({ type: 'audio', index, ...audio });
  }
  return found;
}
