/** The proxy in a Hono application on Node. */
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { createChatProxy } from 'chat-8080/proxy';

const chat = createChatProxy({
  // The key is read from _8080_API_KEY. Without CHAT_UPSTREAM requests go to https://api.8080.io.
  upstream: process.env.CHAT_UPSTREAM,
  origins: ['same-origin', 'https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // The server in front adds the visitor’s address to X-Forwarded-For. With none in front leave this out: a visitor could write it.
  trustedProxies: 1,
  limits: { visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

const app = new Hono();
for (const path of ['/v1/chat/completions', '/v1/audio/transcriptions', '/v1/audio/speech']) {
  app.all(path, (context) => chat(context.req.raw, { address: getConnInfo(context).remote.address }));
}

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 8787) });
