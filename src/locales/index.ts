/** The layer's entry point. */
import { en } from './en.js';
import type { Locale } from './locale.js';

export { languages, type Language } from './languages.js';
export type { Locale };

export const english: Locale = en;
