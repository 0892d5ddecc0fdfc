/** How servers say that they, or the model, take no such picture, recording or file as was sent. A module of its own: most pages send none. */
import type { Message } from './types.js';

/** In what an error would be otherwise, and the JSON of its code, type, message and metadata. `test/client/refused-parts.ts` tells which words are whose. */
export const refusedPart =
  /^(bad|not-f|server).*((image|audio|file|vision|video)[^.:]{0,30}(not|only) (support|enabl)|support\S* (the |input )?(image|audio|file|document|vision|multi|mime|content)|not a multi|most \d+ (image|audio)|content\W[^.]{0,40}(a|expected) string|content.?(type|part|block)|variant .?(image|input_a|file)|untagged|sequence, e|load image|for image)/i;

export function hasAttachments(messages: readonly Message[]): boolean {
  return messages.some(({ content }) => typeof content === 'object' && content?.some(({ type }) => type !== 'text'));
}
