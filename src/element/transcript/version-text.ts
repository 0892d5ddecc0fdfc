import { versions, type ConversationState } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';

/** Which version of a message it is, to be spoken; '' where there is no other. */
export function versionText(strings: Locale, state: ConversationState, id: string): string {
  const all = versions(state, id);
  return all.length > 1 ? strings.versionOf(all.findIndex((message) => message.id === id) + 1, all.length) : '';
}
