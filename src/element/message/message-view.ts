import type { ChatMessage, Tool } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import type { MarkdownOptions } from '../../markdown/index.js';
import type { MessageExtras } from '../host.js';
import type { EditController } from './edit-controller.js';
import type { MessageActions, Rating } from './message-actions.js';

/** What stands above a message. */
export type Byline = (message: ChatMessage, before: ChatMessage | undefined) => unknown;

/** How every message is shown. A new object where anything of it has changed: messages are rendered again then, and only then. */
export interface MessageStyle {
  readonly strings: Locale;
  readonly extras: MessageExtras | undefined;
  readonly assistantName: string;
  readonly headingLevel: number;
  readonly markdown: MarkdownOptions;
  readonly canCopy: boolean;
  readonly canEdit: boolean;
  readonly canRegenerate: boolean;
  readonly feedback: boolean;
  readonly byline: Byline | undefined;
  /** Their labels are shown. */
  readonly tools: readonly Tool[] | null | undefined;
  /** There is a server to ask. */
  readonly isSetUp: boolean;
}

export interface MessageView {
  style: MessageStyle;
  actions: MessageActions;
  message: ChatMessage;
  before: ChatMessage | undefined;
  /** It is worked on in this tab: nobody else's question can be answered here. */
  isOurs: boolean;
  /** It is the last one. */
  isLast: boolean;
  /** The screen should say that it is waiting. */
  pending: boolean;
  /** Tab arrives at it. */
  isTabStop: boolean;
  copied: boolean;
  rating: Rating | undefined;
  /** The page shows the error itself. */
  isErrorHandled: boolean;
  /** All versions of it, itself among them, by id. */
  versions: readonly string[];
  /** Where it is being edited. */
  editing: EditController | undefined;
}
