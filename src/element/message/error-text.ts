import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';

/** What a visitor reads of a reply that failed; of one of which nothing came, and until the words have come, only that it did. */
export function errorText(strings: Locale, { error, status }: Pick<ChatMessage, 'error' | 'status'>): string {
  const errors: Partial<Record<string, string>> = strings.errors; // none until their part has come
  const code = error?.code ?? (status === 'filtered' ? 'content-filter' : 'interrupted');
  // What was stored may say anything, `constructor` too.
  const text = code !== 'interrupted' && Object.hasOwn(errors, code) ? errors[code] : undefined;
  return text ?? (status === 'failed' ? strings.nothingCame : (errors['interrupted'] ?? strings.incomplete));
}
