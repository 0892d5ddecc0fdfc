/** The proxy on Deno: `_8080_API_KEY=… deno run --allow-net --allow-env deno.js` */
import { createChatProxy } from 'chat-8080/proxy';

const chat = createChatProxy({
  key: Deno.env.get('_8080_API_KEY'),
  upstream: Deno.env.get('CHAT_UPSTREAM'),
  origins: ['same-origin', 'https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // The server in front adds the visitor’s address to X-Forwarded-For. With none in front leave this out: a visitor could write it.
  trustedProxies: 1,
  limits: { visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

Deno.serve({ hostname: '127.0.0.1', port: Number(Deno.env.get('PORT') ?? 8787) }, (request, info) =>
  chat(request, { address: info.remoteAddr.hostname }),
);
