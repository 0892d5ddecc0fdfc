/** The proxy in an Express application. */
import express from 'express';
import { createChatProxy } from 'chat-8080/proxy';
import { toNodeListener } from 'chat-8080/proxy/node';

const chat = createChatProxy({
  // The key is read from _8080_API_KEY. Without CHAT_UPSTREAM requests go to https://api.8080.io.
  upstream: process.env.CHAT_UPSTREAM,
  origins: ['same-origin', 'https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // The server in front adds the visitor’s address to X-Forwarded-For. With none in front leave this out: a visitor could write it.
  trustedProxies: 1,
  limits: { visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

const app = express();
app.disable('x-powered-by');
// Before express.json(): the proxy reads the body itself, within its limits.
app.all(['/v1/chat/completions', '/v1/audio/transcriptions', '/v1/audio/speech'], toNodeListener(chat));

app.listen(Number(process.env.PORT ?? 8787), '127.0.0.1');
