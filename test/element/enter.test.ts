/** The way of an Enter press through the element. */
import { expect, waitUntil } from '@open-wc/testing';
import { Chat8080 } from '../../src/index.js';
import { chat, find, press, type } from './fixture.js';

interface Member {
  value?: unknown;
  get?: () => unknown;
  set?: (value: unknown) => void;
}

/** Lit's own round: it follows from `requestUpdate`, comes once for all that was asked for, and is not the way of the press. */
const round = ['scheduleUpdate', 'shouldUpdate', 'render', 'firstUpdated', 'updated'];

/**
 * Notes each entry into the class: a call from outside of any method, getter or setter that is its own. What one of these calls in the class
 * is the same entry. Not noted is what is no part of the class: the properties that it inherits, in which a page has said what it wants
 * (`endpoint`, `model`), and the closures by which it has wired its controllers to each other.
 * @returns the entries, and what ends the noting
 */
function noteEntries(): { entries: string[]; end: () => void } {
  const entries: string[] = [];
  let depth = 0;
  const prototype = Chat8080.prototype as object;
  const own = Object.getOwnPropertyDescriptors(prototype) as unknown as Record<string, Member>;
  const noted = (name: string, original: (...given: unknown[]) => unknown) =>
    function (this: unknown, ...given: unknown[]): unknown {
      if (depth++ === 0) entries.push(name);
      try {
        return original.apply(this, given);
      } finally {
        depth--;
      }
    };
  for (const [name, { value, get, set }] of Object.entries(own)) {
    if (name === 'constructor') continue;
    const changed: Member & PropertyDescriptor = { configurable: true };
    if (typeof value === 'function') changed.value = noted(name, value as () => unknown);
    if (get) changed.get = noted(`get ${name}`, get);
    if (set) changed.set = noted(`set ${name}`, set);
    Object.defineProperty(prototype, name, changed);
  }
  return { entries, end: () => void Object.defineProperties(prototype, own as PropertyDescriptorMap) };
}

describe('one Enter press', () => {
  it('enters the class once, to ask for an update, before the request goes out', async () => {
    const element = await chat('/v1');
    let sent: string[] | undefined;
    await waitUntil(() => find(element, '[part~=textarea]'));
    await type(element, 'Hello');
    const { entries, end } = noteEntries();
    element.fetcher = () => {
      sent ??= [...entries];
      return Promise.resolve(new Response('data: [DONE]\n\n', { headers: { 'content-type': 'text/event-stream' } }));
    };
    // What comes before the key is not its way: the property set above, a part that has come, a frame.
    addEventListener('keydown', () => (entries.length = 0), { capture: true, once: true });
    try {
      await press('Enter');
      await waitUntil(() => sent);
    } finally {
      end();
    }
    expect(sent?.filter((entry) => !round.includes(entry))).to.deep.equal(['requestUpdate']);
  });
});
