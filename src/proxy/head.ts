/** What is decided by the head of a request, before its body is read. */
import { refused } from './refusal.js';

/**
 * The Host header, which is joined to an address, may name a host and a port. A path, a query, a user or a tab in it would move the rest of
 * the address along, or vanish (https://url.spec.whatwg.org/#concept-basic-url-parser); an invalid one is to be refused
 * (https://www.rfc-editor.org/rfc/rfc9112#section-3.2). `node.ts` has the same rule: shared, it would be a third file beside the two entries,
 * and workerd, which loads `proxy.js` alone, would not start (`test/proxy/recipes/size` holds them apart).
 */
const isHost = (text: string): boolean => /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(text);

export const isAt = (path: string, request: Request): boolean => new URL(request.url).pathname === path;

export type Media = 'application/json' | 'multipart/form-data';

const media: Record<Media, RegExp> = {
  'application/json': /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i,
  'multipart/form-data': /^multipart\/form-data\s*;\s*boundary\s*=\s*("[\w'()+,./:=? -]{1,70}"|[\w'+.-]{1,70})\s*$/i,
};

/** @throws Refusal for whatever is no POST of this type to this path, from a page that may ask. */
export function checkHead(request: Request, at: { path: string; media: Media }, originAllowed: boolean): void {
  const { method, headers } = request;
  // Deno and workerd join whatever it is to an address, of which the path is looked at next.
  if (!isHost(headers.get('host') ?? 'localhost')) throw refused(400, { code: 'invalid_host', message: 'The Host is none.' });
  if (!isAt(at.path, request)) throw refused(404, { code: 'not_found', message: 'There is nothing at this address.' });
  if (method !== 'POST') {
    throw refused(405, { code: 'method_not_allowed', message: 'Only POST is answered here.' }, { allow: 'POST, OPTIONS' });
  }
  if (!originAllowed) throw refused(403, { code: 'origin_not_allowed', message: 'This page may not use this chat.' });
  if (!media[at.media].test(headers.get('content-type') ?? '')) {
    throw refused(415, { code: 'unsupported_media_type', message: `The body must be ${at.media}.` });
  }
  if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) {
    throw refused(415, { code: 'unsupported_media_type', message: 'The body must not be compressed.' });
  }
}
