export { createChatProxy, type ChatProxy, type ChatProxyOptions } from './handler.js';
