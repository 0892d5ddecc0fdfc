/** Where what is kept is found. Apart from what keeps it: that is a part, and everything can be forgotten before it has come. */

export const defaultKey = 'chat-8080';

export const viewKey = (key: string): string => `${key}:view`;

/** Holds when everything under this key was last forgotten, in ms since 1970: what another tab has kept from before counts no more. */
export const forgottenKey = (key: string): string => `${key}:forgotten`;

export function forgetStored(key: string): void {
  try {
    for (const storage of [sessionStorage, localStorage]) for (const name of [key, viewKey(key)]) storage.removeItem(name);
    localStorage.setItem(forgottenKey(key), String(Date.now()));
  } catch {
    // Forbidden: nothing is kept.
  }
}
