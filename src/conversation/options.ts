/** What can be set of a conversation. */
import type { ClientOptions, Dialect } from '../client/index.js';
import type { Tool } from './tools.js';

export interface ConversationOptions extends Omit<ClientOptions, 'signal' | 'tools'> {
  /** What the server speaks. Default: chat completions. */
  dialect?: Dialect | undefined;
  /** Sent first in every request, and never stored. */
  instructions?: string | undefined;
  /** Default: `developer`. */
  instructionsRole?: 'developer' | 'system' | undefined;
  /** What the model may call. */
  tools?: readonly Tool[] | undefined;
  /** How long a tool may take, in ms. Default: 30,000. */
  toolTimeout?: number | undefined;
  /** What asks for the rest of a reply that was cut; it is never stored. */
  continuePrompt?: string | undefined;
  /** Told of a part of this package that could not be loaded: tools cannot be run then. */
  onMissingPart?: ((part: 'tools', error: unknown) => void) | undefined;
}
