/** The room's door: what others may import of it. */
export { Conversation, type ConversationOptions } from './conversation.js';
export * from './state.js';
