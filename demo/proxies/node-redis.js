/** The proxy on Node, counting in Redis for any number of proxies: `compose.yaml` runs both. */
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { createChatProxy, sharedStore } from 'chat-8080/proxy';
import { toNodeListener } from 'chat-8080/proxy/node';

// While Redis is away nobody is let in: visitors read that the chat is not available right now.
const storeClient = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', { enableOfflineQueue: false });
storeClient.on('error', (error) => console.error(`Redis: ${error.message}`));
const limiter = new RateLimiterRedis({ storeClient, keyPrefix: 'chat', points: 1, duration: 86_400 });

const chat = createChatProxy({
  // The key is read from _8080_API_KEY. Without CHAT_UPSTREAM requests go to https://api.8080.io.
  upstream: process.env.CHAT_UPSTREAM || undefined,
  origins: ['same-origin', 'https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // The server in front adds the visitor’s address to X-Forwarded-For. With none in front leave this out: a visitor could write it.
  trustedProxies: 1,
  // In a day: for one visitor, and for all together.
  limits: { store: sharedStore(limiter), visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

createServer(toNodeListener(chat)).listen(Number(process.env.PORT ?? 8787), process.env.HOST ?? '127.0.0.1');
