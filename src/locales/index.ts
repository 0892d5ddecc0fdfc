/** The layer's entry point. */
export { shellWords } from './en-shell.js';
export { languages, type Language } from './languages.js';
export type { Locale, MessageWords, ShellWords } from './locale.js';
