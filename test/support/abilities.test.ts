/** Each browser has what `browsers.ts` does not say it lacks. */
import { expect, fixture, html } from '@open-wc/testing';
import {
  a11ySnapshot,
  emulateMedia,
  selectOption,
  sendKeys,
  sendMouse,
  setUserAgent,
  setViewport,
} from '@web/test-runner-commands';
import type { Ability } from './browsers.js';
import { itNeeds } from './needs.js';
import { script } from './script.js';

const attempts: Record<Ability, () => Promise<void>> = {
  emulateMedia: async () => {
    await emulateMedia({ media: 'print' });
    await emulateMedia({ media: 'screen' });
  },
  a11ySnapshot: async () => {
    await fixture(html`<main id="main"><button>Go</button></main>`);
    // Its types say that it resolves with nothing.
    const snapshot: unknown = await (a11ySnapshot as (where: object) => Promise<unknown>)({ selector: '#main' });
    expect(JSON.stringify(snapshot)).to.contain('"name":"Go"');
  },
  setUserAgent: () => setUserAgent(navigator.userAgent),
  selectOption: async () => {
    const select = await fixture<HTMLSelectElement>(html`
      <select id="select" aria-label="letter">
        <option>a</option>
        <option>b</option>
      </select>
    `);
    await selectOption({ selector: '#select', value: 'b' });
    expect(select.value).to.equal('b');
  },
  brokenBodies: async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: 'a' }, { wait: 20 }, 'reset'] });
    const response = await fetch(endpoint, { method: 'POST', body: '{}' });
    await response.text().then(
      () => Promise.reject(new Error('The body was read to its end.')),
      () => undefined,
    );
  },
  idleCallbacks: () => new Promise((resolve) => requestIdleCallback(() => resolve())),
  scrollAnchoring: () => {
    expect(CSS.supports('overflow-anchor', 'auto')).to.be.true;
    return Promise.resolve();
  },
};

describe('a browser', () => {
  for (const [ability, attempt] of Object.entries(attempts) as [Ability, () => Promise<void>][]) {
    itNeeds(ability, `has ${ability}`, attempt);
  }

  it('presses real keys and buttons, and is as large as a test wants it', async () => {
    await setViewport({ width: 640, height: 480 });
    expect([innerWidth, innerHeight]).to.deep.equal([640, 480]);
    const heard: string[] = [];
    const button = await fixture<HTMLButtonElement>(html`<button style="position: fixed; left: 10px; top: 10px">Go</button>`);
    for (const type of ['click', 'keydown'] as const) {
      button.addEventListener(type, (event) => heard.push(`${type} ${String(event.isTrusted)}`));
    }
    await sendMouse({ type: 'click', position: [15, 15] });
    button.focus();
    await sendKeys({ press: 'F6' });
    expect(heard).to.deep.equal(['click true', 'keydown true']);
    await setViewport({ width: 800, height: 600 });
  });
});
