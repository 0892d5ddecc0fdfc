/** The layer's entry point, and the package's `chat-8080/element`: the class, which nothing has registered yet. */
export { Chat8080 } from './chat-8080.js';
export type { NewMessage } from './api/conversation-element.js';
// With them TypeScript knows the element's events by their names.
export type { ChatEventDetails } from './api/events.js';
