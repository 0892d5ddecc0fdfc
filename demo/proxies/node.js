/** The proxy on Node by itself: `_8080_API_KEY=… node node.js` */
import { createServer } from 'node:http';
import { createChatProxy } from 'chat-8080/proxy';
import { toNodeListener } from 'chat-8080/proxy/node';

const chat = createChatProxy({
  // The key is read from _8080_API_KEY. Without CHAT_UPSTREAM requests go to https://api.8080.io.
  upstream: process.env.CHAT_UPSTREAM,
  origins: ['same-origin', 'https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // The server in front adds the visitor’s address to X-Forwarded-For. With none in front leave this out: a visitor could write it.
  trustedProxies: 1,
  // In a day: for one visitor, and for all together.
  limits: { visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

const server = createServer(toNodeListener(chat));
server.listen(Number(process.env.PORT ?? 8787), '127.0.0.1');
