/** Where what is kept is found. Apart from what keeps it: that is a part, and everything can be forgotten before it has come. */
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { endpointOf, type AvailabilityHost } from '../api/availability.js';

export type KeyHost = Pick<AvailabilityHost, 'endpoint' | 'baseURI' | 'conversation'> & Pick<AppearanceProperties, 'storageKey'>;

/**
 * By default each server has a key of its own, however its address is written. A query may hold a secret, or be another one on each page.
 * @returns '' where there is no server yet
 */
export function storageKeyOf(host: KeyHost): string {
  const endpoint = endpointOf(host) || host.conversation.options.endpoint;
  return host.storageKey ?? (endpoint && `chat-8080:${endpoint.replace(/(?:\/chat\/completions)?\/*(?:[?#].*)?$/, '')}`);
}

export const viewKey = (key: string): string => `${key}:view`;

/** What a visitor has answered and set up: see `extras/remembered.ts`. */
export const extrasKey = (key: string): string => `${key}:extras`;

/** Holds when everything under this key was last forgotten, in ms since 1970: what another tab has kept from before counts no more. */
export const forgottenKey = (key: string): string => `${key}:forgotten`;

export function forgetStored(key: string): void {
  try {
    for (const storage of [sessionStorage, localStorage])
      for (const name of [key, viewKey(key), extrasKey(key)]) storage.removeItem(name);
    localStorage.setItem(forgottenKey(key), String(Date.now()));
  } catch {
    // Forbidden: nothing is kept.
  }
}
