import type { ChatErrorCode } from '../client/index.js';
import type { messageWords } from './en-messages.js';
import type { shellWords } from './en-shell.js';

/** Words of the Markdown renderer, which has the English ones itself. `{language}` and `{host}` are replaced. */
interface MarkdownWords {
  code: string;
  table: string;
  loadImage: string;
  taskDone: string;
  taskOpen: string;
}

/** What the shell shows. */
export type ShellWords = typeof shellWords;

/** What the transcript shows. */
export type MessageWords = Omit<typeof messageWords, 'errors' | 'tool'> & {
  errors: Record<ChatErrorCode, string>;
  tool: Record<keyof (typeof messageWords)['tool'], (name: string) => string>;
};

/** Every word that the widget shows or speaks. English is the type: another language that misses one does not compile. */
export type Locale = ShellWords & MessageWords & Partial<MarkdownWords>;
