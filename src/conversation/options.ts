/** The options of a conversation. */
import type { ClientOptions, Dialect } from '../client/index.js';
import type { Tool } from './tools.js';

export interface ConversationOptions extends Omit<ClientOptions, 'signal' | 'tools' | 'refusal'> {
  /** The API that the server speaks. Default: chat completions. */
  dialect?: Dialect | undefined;
  /** Instructions to the model, sent first in every request and never stored. */
  instructions?: string | undefined;
  /** The role of the message with the instructions. Default: `developer`. */
  instructionsRole?: 'developer' | 'system' | undefined;
  /** The largest number of messages in a request; the newest ones are sent. A tool call counts as two more. Default: 150. */
  maxHistory?: number | undefined;
  /** The largest number of characters of messages in a request. The last question is always sent whole. Default: 64,000. */
  maxHistoryCharacters?: number | undefined;
  /**
   * The number of the newest messages whose pictures, recordings and files are sent again; of older messages a note is sent. A text file is text.
   * The attachments of the question are always sent. Default: 4.
   */
  maxHistoryAttachments?: number | undefined;
  /** Functions that the model may call: at most 64 calls in a reply, in at most 8 rounds; at most 16 calls wait for the visitor at once. */
  tools?: readonly Tool[] | undefined;
  /** The time-out of a tool, in ms. Default: 30,000. */
  toolTimeout?: number | undefined;
  /** A function that is told, at a call, which keywords of the tool's `inputSchema` are not checked. The tool has to check them itself. */
  onUncheckedSchema?: ((tool: string, keywords: readonly string[]) => void) | undefined;
  /** The message that requests the rest of a reply that was cut; it is never stored. */
  continuePrompt?: string | undefined;
  /** A function that is told of a part of this package that could not be loaded. Tools cannot run then, or attachments do not count. */
  onMissingPart?: ((part: 'tools' | 'attached', error: unknown) => void) | undefined;
}
