/** The proxy on Bun: `_8080_API_KEY=… bun bun.js` */
import { createChatProxy } from 'chat-8080/proxy';

const chat = createChatProxy({
  key: process.env._8080_API_KEY,
  upstream: process.env.CHAT_UPSTREAM,
  origins: ['same-origin', 'https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // The server in front adds the visitor’s address to X-Forwarded-For. With none in front leave this out: a visitor could write it.
  trustedProxies: 1,
  limits: { visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env.PORT ?? 8787),
  // Bun closes a connection that is silent for 10 seconds (https://bun.sh/docs/api/http#idletimeout); a model may think for longer.
  idleTimeout: 120,
  fetch: (request, server) => chat(request, { address: server.requestIP(request)?.address }),
});
