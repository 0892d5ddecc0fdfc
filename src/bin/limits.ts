/** `--limits`: a short way to write what visitors may use up. */
import { memoryStore, type Allowance, type Limits, type LimitStore } from '../proxy/index.js';

type Kind = keyof Allowance;
type Whose = 'visitor' | 'total';

const seconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const kinds: Record<string, Kind> = {
  '': 'requests',
  request: 'requests',
  requests: 'requests',
  token: 'tokens',
  tokens: 'tokens',
};

/** @throws TypeError that says which entry is no limit. */
export function readLimits(text: string): Limits {
  const allowances: Record<Whose, Allowance> = { visitor: {}, total: {} };
  const stores = new Map<string, LimitStore>();
  for (const entry of text.split(',').map((each) => each.trim())) {
    const [, whose = 'visitor', amount = '', unit = '', count = '', period = ''] =
      /^(?:(total|visitor):)?(\d+) *([a-z]*) *\/ *(\d*)([smhd])$/.exec(entry) ?? [];
    const kind = kinds[unit];
    const length = Number(count || 1) * (seconds[period] ?? 0);
    if (amount === '' || !kind || Number(amount) === 0 || length === 0) {
      throw new TypeError(
        `--limits: '${entry}' is not a limit. Write AMOUNT/PERIOD, such as 20/1m (20 requests in a minute) or 200000tokens/1d.`,
      );
    }
    const allowance = allowances[whose as Whose];
    if (allowance[kind] !== undefined) throw new TypeError(`--limits: '${entry}' sets the ${kind} of '${whose}' a second time.`);
    allowance[kind] = Number(amount);
    stores.set(`${kind}:${whose}`, memoryStore(length));
  }
  return { ...allowances, store: byPeriod(stores) };
}

/** A store has one period. The keys of the counters begin with what is counted and for whom, so each limit has a store of its own. */
function byPeriod(stores: Map<string, LimitStore>): LimitStore {
  return {
    add: (key, amount) => {
      const store = stores.get(key.split(':', 2).join(':'));
      return store ? store.add(key, amount) : Promise.reject(new TypeError(`Nothing is limited by ${key}.`));
    },
  };
}
