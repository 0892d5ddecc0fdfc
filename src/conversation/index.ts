/** The entry point of this layer: what others may import of it. */
export {
  ChatError,
  filenameOf,
  isKept,
  keyPattern,
  requestHeaders,
  type BeforeRequest,
  type ChatErrorCode,
  type ContentPart,
  type FinishReason,
  type HeadersOption,
  type OutgoingRequest,
  type StandIn,
  type Usage,
} from '../client/index.js';
export { Conversation } from './conversation.js';
export { emptyDraft, isEmptyDraft, messageDraft, toDraft, type Draft, type DraftLike } from './draft.js';
export type { InputSchema } from './input-schema.js';
export type { ConversationOptions } from './options.js';
export * from './state.js';
export type { Tool } from './tools.js';
export { versions } from './versions.js';
