/** The layer's entry point, and the package's `chat-8080/element`: the class, which nothing has registered yet. */
export { Chat8080 } from './chat-8080.js';
