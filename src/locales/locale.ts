import type { ChatErrorCode } from '../client/index.js';
import type { attachmentWords } from './en-attachments.js';
import type { dictationWords } from './en-dictation.js';
import type { editingWords } from './en-editing.js';
import type { extrasWords } from './en-extras.js';
import type { failureWords } from './en-failures.js';
import type { mediaWords } from './en-media.js';
import type { messageWords } from './en-messages.js';
import type { queueWords } from './en-queue.js';
import type { readAloudWords } from './en-read-aloud.js';
import type { shellWords } from './en-shell.js';
import type { sourcesWords } from './en-sources.js';
import type { speechWords } from './en-speech.js';
import type { toolWords } from './en-tools.js';
import type { wrappingWords } from './en-wrapping.js';

/** Words of the Markdown renderer, which has the English ones itself. `{language}`, `{host}` and `{number}` are replaced. */
interface MarkdownWords {
  copyCode: string;
  code: string;
  table: string;
  loadImage: string;
  source: string;
  taskDone: string;
  taskOpen: string;
}

/** What the shell shows. */
export type ShellWords = typeof shellWords;

/** What the transcript shows, and the parts that come when a message needs them. */
export type MessageWords = Omit<
  typeof messageWords &
    typeof attachmentWords &
    typeof dictationWords &
    typeof editingWords &
    typeof extrasWords &
    typeof failureWords &
    typeof mediaWords &
    typeof queueWords &
    typeof readAloudWords &
    typeof sourcesWords &
    typeof speechWords &
    typeof toolWords &
    typeof wrappingWords,
  'errors' | 'tool'
> & {
  errors: Record<ChatErrorCode, string>;
  tool: Record<keyof (typeof toolWords)['tool'], (name: string) => string>;
};

/** Every word that the widget shows or speaks. English is the type: another language that misses one does not compile. */
export type Locale = ShellWords & MessageWords & Partial<MarkdownWords>;
