import { Chat8080 } from './element/chat-8080.js';

customElements.define('chat-8080', Chat8080);

export { Chat8080 };
