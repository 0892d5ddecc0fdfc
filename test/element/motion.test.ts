import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part } from './fixture.js';

/** What a browser can move without a layout or a paint; the others only say when the panel is in the top layer. */
const cheap = ['opacity', 'scale', 'translate', 'display', 'overlay'];

const panelMotions = (element: Chat8080): CSSTransition[] => (find(element, 'dialog')?.getAnimations() ?? []) as CSSTransition[];

/** In ms, of each property that moves now. */
async function durations(element: Chat8080): Promise<Record<string, unknown>> {
  await waitUntil(() => panelMotions(element).length > 0, 'it moves');
  const motions = panelMotions(element);
  expect(motions.filter(({ transitionProperty }) => !cheap.includes(transitionProperty))).to.deep.equal([]);
  return Object.fromEntries(motions.map(({ transitionProperty, effect }) => [transitionProperty, effect?.getTiming().duration]));
}

async function floating(): Promise<Chat8080> {
  const element = await chat('/v1', { mode: 'floating' });
  await waitUntil(() => part(element, 'launcher'), 'drawn');
  return element;
}

const isStill = (element: Chat8080): Promise<void> => waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'still');

describe('a floating panel', () => {
  it('grows from the corner of its button in 200 ms, and goes in 120', async () => {
    const element = await floating();
    element.show();
    expect(await durations(element)).to.include({ opacity: 200, scale: 200 });
    const { transformOrigin } = getComputedStyle(find(element, 'dialog')!);
    const { width, height } = find(element, 'dialog')!.getBoundingClientRect();
    await isStill(element);
    // To the right and at the bottom, of the panel as it is in the middle of its way.
    const [x = 0, y = 0] = transformOrigin.split(' ').map(parseFloat);
    expect(x).to.be.at.least(width - 1);
    expect(y).to.be.at.least(height - 1);
    element.hide();
    expect(await durations(element)).to.include({ opacity: 120, scale: 120 });
  });

  it('comes from below in 240 ms on a phone', async () => {
    await setViewport({ width: 390, height: 780 });
    try {
      const element = await floating();
      element.show();
      expect(await durations(element)).to.include({ opacity: 240, translate: 240 });
      await isStill(element);
      element.hide();
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });
});
