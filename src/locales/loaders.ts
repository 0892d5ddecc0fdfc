import type { Language } from './languages.js';
import type { Locale } from './locale.js';

export const loaders: Record<Language, () => Promise<{ readonly locale: Locale }>> = {
  de: () => import('./de.js'),
  es: () => import('./es.js'),
  fr: () => import('./fr.js'),
};
