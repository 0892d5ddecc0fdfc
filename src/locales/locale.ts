import type { ChatErrorCode } from '../client/index.js';
import type { en } from './en.js';

/** Words of the Markdown renderer, which has the English ones itself. `{language}` and `{host}` are replaced. */
interface MarkdownWords {
  code: string;
  table: string;
  loadImage: string;
  taskDone: string;
  taskOpen: string;
}

export type Locale = Omit<typeof en, 'errors' | 'tool'> & {
  errors: Record<ChatErrorCode, string>;
  tool: Record<keyof (typeof en)['tool'], (name: string) => string>;
} & Partial<MarkdownWords>;
