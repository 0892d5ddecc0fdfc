/** What can be set of a conversation. */
import type { ClientOptions, Dialect } from '../client/index.js';
import type { Tool } from './tools.js';

export interface ConversationOptions extends Omit<ClientOptions, 'signal' | 'tools' | 'refusal'> {
  /** What the server speaks. Default: chat completions. */
  dialect?: Dialect | undefined;
  /** Sent first in every request, and never stored. */
  instructions?: string | undefined;
  /** Default: `developer`. */
  instructionsRole?: 'developer' | 'system' | undefined;
  /** At most so many messages go along with a request, the newest ones; a tool call counts as two more. Default: 150. */
  maxHistory?: number | undefined;
  /** At most so many characters of messages. Default: 64,000. Whatever the limits, the last question is sent whole. */
  maxHistoryCharacters?: number | undefined;
  /**
   * So many of the newest messages with pictures, recordings or files keep them as they go along again; of older ones a note does. Default: 4.
   * A text file is text. What comes with the question always goes along.
   */
  maxHistoryAttachments?: number | undefined;
  /** What the model may call: at most 64 times in a reply, in at most 8 rounds; at most 16 calls wait for the visitor's word at once. */
  tools?: readonly Tool[] | undefined;
  /** How long a tool may take, in ms. Default: 30,000. */
  toolTimeout?: number | undefined;
  /** Told at a call which keywords of its tool's `inputSchema` are not checked: the tool checks them itself, or nobody does. */
  onUncheckedSchema?: ((tool: string, keywords: readonly string[]) => void) | undefined;
  /** What asks for the rest of a reply that was cut; it is never stored. */
  continuePrompt?: string | undefined;
  /** Told of a part of this package that could not be loaded: tools cannot be run then, or what is attached counts nothing. */
  onMissingPart?: ((part: 'tools' | 'attached', error: unknown) => void) | undefined;
}
