/**
 * The limits of all recipes: 500,000 tokens a day for a visitor, who is known by the address that the server in front has seen.
 */
import assert from 'node:assert/strict';
import { ask, chat, type Case } from './target.js';

/** Near 244,000 bytes, each of which may be a token; the recorder answers it without usage, so that all of it is charged. */
const dear = chat({
  messages: [
    ...Array.from({ length: 5 }, () => ({ role: 'user', content: 'x'.repeat(48_000) })),
    { role: 'user', content: 'upstream:headers' },
  ],
});

export const shareCases: Case[] = [
  {
    name: 'who has used up a day’s tokens is refused, and a visitor of another address is not',
    check: async (target) => {
      // What the visitor writes into the header stands further left than what the server in front adds.
      const from = (address: string) => ask(target, { headers: { 'x-forwarded-for': `6.6.6.6, ${address}` }, body: dear });
      assert.equal((await from('198.51.100.1')).status, 200);
      assert.equal((await from('198.51.100.1')).status, 200);
      const third = await from('198.51.100.1');
      assert.equal(third.status, 429);
      assert.equal(third.code, 'rate_limit_exceeded');
      assert.ok(Number(third.headers['retry-after']) > 80_000);
      assert.equal((await from('198.51.100.2')).status, 200);
    },
  },
  {
    name: 'all addresses of one IPv6 network of 64 bits are one visitor, and its neighbour is another',
    check: async (target) => {
      const from = (address: string) => ask(target, { headers: { 'x-forwarded-for': address }, body: dear });
      assert.equal((await from('2001:db8:1:2::1')).status, 200);
      assert.equal((await from('2001:DB8:1:2:ffff::2')).status, 200);
      assert.equal((await from('2001:db8:1:2::3')).status, 429);
      assert.equal((await from('2001:db8:1:3::1')).status, 200);
    },
  },
];
