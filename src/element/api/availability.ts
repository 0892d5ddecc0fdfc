/** Whether the chat can be used: there is a server to ask, and nothing forbids it. */
import type { Conversation } from '../../conversation/index.js';
import type { ConversationHost } from '../host.js';

export interface AvailabilityHost extends ConversationHost {
  readonly endpoint: string | URL | undefined;
  readonly disabled: boolean;
  readonly readOnly: boolean;
  readonly baseURI: string;
  matches(selector: string): boolean;
}

const ofPages = new WeakSet<Conversation>();

/** The conversation was given by the page: its options stand, unless the element has an endpoint of its own. */
export function markAsGiven(conversation: Conversation): void {
  ofPages.add(conversation);
}

/**
 * Absolute, by the `<base>` of the document that the element is in: by its own getter, whose place no form named `baseURI` can take. What is no
 * URL stays as it is, for the client to refuse.
 * @returns '' where there is none
 */
export function endpointOf({ endpoint, baseURI }: Pick<AvailabilityHost, 'endpoint' | 'baseURI'>): string {
  const url = String(endpoint ?? '').trim(); // a page without types may give a URL
  try {
    return url && new URL(url, baseURI).href;
  } catch {
    return url;
  }
}

/** The conversation is one of the page's, and there is no endpoint here to ask instead of its own. */
export function hasOwnOptions(host: Pick<AvailabilityHost, 'endpoint' | 'baseURI' | 'conversation'>): boolean {
  const { conversation } = host;
  return ofPages.has(conversation) && endpointOf(host) === '' && conversation.options.endpoint !== '';
}

/** Each frame of a reply asks, so no URL is read for it. */
export function isSetUp(host: Pick<AvailabilityHost, 'endpoint' | 'baseURI' | 'conversation'>): boolean {
  return hasOwnOptions(host) || String(host.endpoint ?? '').trim() !== '';
}

/** By its own attribute, or by a fieldset around it. */
export function isDisabled(host: Pick<AvailabilityHost, 'disabled' | 'matches'>): boolean {
  return host.disabled || host.matches(':disabled');
}

/** There is a server to ask. While a reply is coming, what is written next waits for its turn. */
export function canWrite(host: AvailabilityHost): boolean {
  return isSetUp(host) && !isDisabled(host) && !host.readOnly;
}

/** There is a server to ask, and nobody who is still answering. */
export function canSend(host: AvailabilityHost): boolean {
  return canWrite(host) && !host.conversation.busy;
}
