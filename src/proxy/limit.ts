/**
 * How much a visitor, and everybody together, may use in a day. The counting is the store's; one that is shared makes it hold on
 * any number of machines.
 */
import { assertWhole } from './numbers.js';
import type { Visitor } from './visitor.js';
import { within } from './within.js';

/** Counts what was used; the first use begins the period. Keys are made by the proxy and hold no more than `requests` or `tokens` and the visitor. */
export interface LimitStore {
  /**
   * Adds to a counter; a counter that does not exist begins at 0 and with it the time after which it is forgotten.
   *
   * @param amount Negative to give back.
   * @returns What the counter is now, and the seconds until it is forgotten.
   * @throws Whatever goes wrong: the proxy then refuses the request, so that a store that is away opens no door. So it does where
   *   one of the two is no number, or none comes within `timeouts.functions`.
   */
  add: (key: string, amount: number) => Promise<{ used: number; secondsLeft: number }>;
}

export interface Allowance {
  /** The limit of requests in a period of the store. */
  requests?: number;
  /**
   * The limit of tokens in a period of the store, of prompts and replies. Before each request its maximum cost is reserved, so a request that can
   * cost more than the limit is always refused. Set the limit to at least `maxCompletionTokens` × `maxChoices` + `maxBodyBytes` to let every
   * request that is valid through once.
   */
  tokens?: number;
}

export interface Limits {
  /** The store that counts. Default: the memory of this process, for a day. */
  store?: LimitStore;
  /** The limit for each visitor. All visitors of one IPv6 site (48 bits) together may use 16 times as much. */
  visitor?: Allowance;
  /** The limit for all visitors together: the maximum cost of a day. */
  total?: Allowance;
}

const daySeconds = 86_400;
const mostCounters = 100_000;
/**
 * So many visitors' shares has an IPv6 site: one that is a household with a /48 to itself has not 65,536 of them, and a university or
 * a mobile network, where the same 48 bits are many people, is not shut out by the first.
 */
const sharesOfNet = 16;

/** @param seconds How long a counter lives. Default: a day. */
export function memoryStore(seconds = daySeconds): LimitStore {
  assertWhole({ seconds }, 1);
  const counters = new Map<string, { used: number; ends: number }>();
  return {
    add: (key, amount) => {
      const now = Date.now();
      const known = counters.get(key);
      const counter = known !== undefined && known.ends > now ? known : { used: 0, ends: now + seconds * 1000 };
      // Put at the end again, so that the first is the one that was idle for longest: a flood of visitors can push each other out,
      // and never the total, which every one of them touches.
      counters.delete(key);
      counters.set(key, counter);
      const [idle] = counters.keys();
      if (counters.size > mostCounters && idle !== undefined) counters.delete(idle);
      // A refund that arrives after its counter expired must not push the new counter below zero.
      counter.used = Math.max(0, counter.used + amount);
      return Promise.resolve({ used: counter.used, secondsLeft: Math.ceil((counter.ends - now) / 1000) });
    },
  };
}

/** The part of a limiter of the package `rate-limiter-flexible` that is used here; all of its stores have it. */
export interface FlexibleLimiter {
  penalty: (key: string, points: number) => Promise<{ consumedPoints: number; msBeforeNext: number }>;
  reward: (key: string, points: number) => Promise<{ consumedPoints: number; msBeforeNext: number }>;
}

/**
 * A store that machines share, through `rate-limiter-flexible` (Redis, Valkey, Memcached, PostgreSQL, MongoDB, DynamoDB…). Its
 * `duration` is the period; its `points` are not looked at.
 */
export function sharedStore(limiter: FlexibleLimiter): LimitStore {
  return {
    add: async (key, amount) => {
      const { consumedPoints, msBeforeNext } =
        amount < 0 ? await limiter.reward(key, -amount) : await limiter.penalty(key, amount);
      return { used: consumedPoints, secondsLeft: Math.ceil(msBeforeNext / 1000) };
    },
  };
}

/** What one request has reserved. */
export interface Reservation {
  /** Seconds until there is something again; undefined when there was enough. */
  retryAfter?: number;
  /** Replaces what was reserved by what was really used. */
  settle: (used: number) => Promise<void>;
}

type Kind = keyof Allowance;

export interface Limiter {
  /** Counts an amount on the visitor and on the total, or neither where one of them has not enough left. */
  reserve: (kind: Kind, visitor: Visitor, amount: number) => Promise<Reservation>;
  /** False when nothing is limited by this kind, so nothing needs to be counted. */
  limits: (kind: Kind) => boolean;
}

/** @param timeoutMs For each answer of the store. */
export function createLimiter({ store = memoryStore(), visitor: each = {}, total = {} }: Limits, timeoutMs: number): Limiter {
  const rules: { allowance: Allowance; shares: number; name: (visitor: Visitor) => string | undefined }[] = [
    { allowance: each, shares: 1, name: ({ name }) => `visitor:${name}` },
    { allowance: each, shares: sharesOfNet, name: ({ net }) => net && `visitor:${net}` },
    { allowance: total, shares: 1, name: () => 'total' },
  ];
  const add: LimitStore['add'] = async (key, amount) => {
    const counter = await within(timeoutMs, () => store.add(key, amount));
    // NaN is above no limit.
    if (!Number.isFinite(counter.used) || !Number.isFinite(counter.secondsLeft)) throw new TypeError('The store counts nothing.');
    return counter;
  };
  return {
    limits: (kind) => rules.some(({ allowance }) => allowance[kind] !== undefined),

    // Reserved first and given back if it was too much: two requests at the same moment can never both have the last one.
    async reserve(kind, visitor, amount) {
      const counters: { key: string; ends: number }[] = [];
      const settle = async (used: number): Promise<void> => {
        // A counter that has been forgotten since owes nothing: giving back would put the next one below zero.
        const open = counters.filter(({ ends }) => used > amount || ends > Date.now());
        if (used !== amount) await Promise.all(open.map(({ key }) => add(key, used - amount)));
      };
      for (const { allowance, shares, name } of rules) {
        const most = allowance[kind];
        const counted = name(visitor);
        if (most === undefined || counted === undefined) continue;
        const key = `${kind}:${counted}`;
        const { used, secondsLeft } = await add(key, amount);
        counters.push({ key, ends: Date.now() + secondsLeft * 1000 });
        if (used > most * shares) {
          await settle(0);
          return { retryAfter: Math.max(1, secondsLeft), settle: () => Promise.resolve() };
        }
      }
      return { settle };
    },
  };
}
