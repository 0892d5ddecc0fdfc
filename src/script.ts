/** Entry of dist/chat-8080.js. It exports nothing, so the classic script leaves no global behind. */
import './index.js';
