import type { ChatErrorCode } from '../client/index.js';
import type { en } from './en.js';

export type Locale = Omit<typeof en, 'errors' | 'tool'> & {
  errors: Record<ChatErrorCode, string>;
  tool: Record<keyof (typeof en)['tool'], (name: string) => string>;
};
