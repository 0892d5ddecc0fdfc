/** The proxy as a route handler of Next.js: app/v1/chat/completions/route.js; the voice needs its two paths to lead here too. */
import { createChatProxy } from 'chat-8080/proxy';

const chat = createChatProxy({
  // The key is read from _8080_API_KEY. Without CHAT_UPSTREAM requests go to https://api.8080.io.
  upstream: process.env.CHAT_UPSTREAM,
  // Your site by name: `next start` gives request.url the name it listens on (localhost:3000) and not that of the page
  // (https://github.com/vercel/next.js/issues/37536).
  origins: ['https://www.example.com'],
  instructions: 'You answer questions about our shop.',
  // A route handler is not told the visitor's address; the host in front of it adds it to X-Forwarded-For.
  trustedProxies: 1,
  // Counted on each machine by itself: with more than one, give `limits` a shared store.
  limits: { visitor: { requests: 1_000, tokens: 500_000 }, total: { tokens: 50_000_000 } },
});

export const POST = (request) => chat(request);
export const OPTIONS = (request) => chat(request);
