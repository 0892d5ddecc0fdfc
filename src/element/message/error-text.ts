import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';

/** What a visitor reads of an error. */
export function errorText(strings: Locale, { error, status }: Pick<ChatMessage, 'error' | 'status'>): string {
  const code = error?.code ?? 'interrupted';
  if (code === 'interrupted' && status === 'failed') return strings.nothingCame;
  // What was stored may say anything, `constructor` too.
  return strings.errors[Object.hasOwn(strings.errors, code) ? code : 'interrupted'];
}
