/** The visitor's button for a new conversation, and the way back. */
export { ClearedConversation } from '../transcript/cleared-conversation.js';
