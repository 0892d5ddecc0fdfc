import type { ChatErrorCode } from '../client/index.js';
import type { en } from './en.js';

export type Locale = Omit<typeof en, 'errors'> & { errors: Record<ChatErrorCode, string> };
