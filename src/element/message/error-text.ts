import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';

/** What a visitor reads of an error. */
export function errorText(strings: Locale, { error, status }: Pick<ChatMessage, 'error' | 'status'>): string {
  const code = error?.code ?? 'interrupted';
  return code === 'interrupted' && status === 'failed' ? strings.nothingCame : strings.errors[code];
}
