/**
 * The client and the conversation without a screen: for pages that draw their own, workers, Node, Deno and Bun. No DOM, no Lit.
 */
export { chatCompletions, ChatError, createId, errorFromBody, unusedId } from './client/index.js';
export { stream } from './client/stream.js';
export type * from './client/index.js';
export {
  conversationStatus,
  emptyState,
  isUnsettled,
  messageText,
  toolCalls,
  versions,
  type ChatMessage,
  type Choices,
  type ConversationOptions,
  type ConversationState,
  type ConversationStatus,
  type Draft,
  type DraftLike,
  type InputSchema,
  type MessageError,
  type MessageStatus,
  type Part,
  type QueuedMessage,
  type TextPart,
  type Timing,
  type Tool,
  type ToolCallPart,
  type ToolCallState,
} from './conversation/index.js';
export { SavableConversation as Conversation } from './conversation/savable-conversation.js';
export type { MediaStore } from './conversation/kept.js';
export type { SavedConversation } from './conversation/saved-format.js';
export { persist, type PersistOptions, type StorageLike } from './conversation/storage.js';
