/**
 * The proxy on Cloudflare Workers. `wrangler secret put _8080_API_KEY` keeps the key; wrangler.toml needs
 *   compatibility_date = "2025-09-01"
 *   compatibility_flags = ["enable_request_signal"]   # so that a visitor who leaves ends the request to the service:
 *   https://developers.cloudflare.com/workers/configuration/compatibility-flags/
 */
import { createChatProxy } from 'chat-8080/proxy';

let chat;

export default {
  fetch(request, env) {
    chat ??= createChatProxy({
      key: env._8080_API_KEY,
      upstream: env.CHAT_UPSTREAM,
      origins: ['same-origin', 'https://www.example.com'],
      instructions: 'You answer questions about our shop.',
      // Workers come and go and count for themselves; for a limit that holds, give `limits` a `store` over a Durable Object.
    });
    return chat(request, { address: request.headers.get('cf-connecting-ip') ?? undefined });
  },
};
