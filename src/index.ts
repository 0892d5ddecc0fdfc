/** Registers `<chat-8080>`: the only module with a side effect. */
import { Chat8080 } from './element/chat-8080.js';

// A second copy of the script must not throw, and there is no registry outside a page.
if ('customElements' in globalThis && !customElements.get('chat-8080')) customElements.define('chat-8080', Chat8080);

export { Chat8080 };
export { ChatError, type ChatErrorCode, type ContentPart, type HeadersOption } from './client/index.js';
export type { ChatMessage, ConversationStatus, MessageError, MessageStatus, Part } from './conversation/index.js';
