/** A panel along the side of the page. */
import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part, press } from './fixture.js';

let keys = 0;
async function docked(attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = await chat('/v1', { mode: 'docked', open: '', 'storage-key': `docked-${++keys}`, ...attributes });
  await waitUntil(() => part(element, 'resizer'), 'drawn');
  await isStill(element);
  return element;
}

const isStill = (element: Chat8080): Promise<void> => waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'still');
const panel = (element: Chat8080): DOMRect => find(element, 'dialog')!.getBoundingClientRect();
const width = (element: Chat8080): number => Math.round(panel(element).width);
const room = (): string => getComputedStyle(document.documentElement).getPropertyValue('--chat-8080-docked');

describe('a docked chat', () => {
  before(() => setViewport({ width: 1200, height: 700 }));
  after(() => setViewport({ width: 800, height: 600 }));

  const sides: [name: string, attributes: Record<string, string>, isRight: boolean][] = [
    ['at the end', {}, true],
    ['at the start, where its placement is there', { placement: 'bottom-start' }, false],
    ['at the end of a page that is read from right to left', { dir: 'rtl' }, false],
  ];
  for (const [name, attributes, isRight] of sides) {
    it(`stands ${name}, from top to bottom, and its edge is the one towards the page`, async () => {
      const element = await docked(attributes);
      const { left, right, top, height } = panel(element);
      expect([top, height]).to.deep.equal([0, innerHeight]);
      const edge = part(element, 'resizer')!.getBoundingClientRect();
      if (isRight) {
        expect(right).to.equal(document.documentElement.clientWidth);
        expect(edge.left).to.be.closeTo(left, 2);
      } else {
        expect(left).to.equal(0);
        expect(edge.right).to.be.closeTo(right, 2);
      }
      const before = width(element);
      part(element, 'resizer')!.focus();
      await press(isRight ? 'ArrowLeft' : 'ArrowRight');
      await waitUntil(() => width(element) === before + 20, 'wider');
    });
  }

  it('is resized by keys, within limits, and says its width', async () => {
    const element = await docked();
    const edge = part(element, 'resizer')!;
    expect([edge.role, edge.ariaOrientation, edge.ariaLabel]).to.deep.equal(['separator', 'vertical', 'Width of the chat']);
    edge.focus();
    await press('End');
    await waitUntil(() => width(element) === 0.8 * innerWidth, 'as wide as it may be');
    await waitUntil(() => edge.ariaValueNow === edge.ariaValueMax, 'said');
    await press('ArrowLeft');
    await press('Home');
    await waitUntil(() => width(element) === 280, 'as narrow as it may be');
    await waitUntil(() => edge.ariaValueNow === '280', 'said');
    await press('ArrowLeft');
    await waitUntil(() => width(element) === 300, 'a step wider');
  });

  it('is resized by its edge, and has that width on the next page', async () => {
    const element = await docked({ 'storage-key': 'docked' });
    const { left, width: before } = panel(element);
    try {
      await sendMouse({ type: 'move', position: [Math.round(left) + 3, 300] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [Math.round(left) + 3 - 100, 320] });
      await waitUntil(() => width(element) === Math.round(before) + 100, 'wider');
    } finally {
      await sendMouse({ type: 'up' });
    }
    await waitUntil(() => localStorage.getItem('docked:extras')?.includes(String(Math.round(before) + 100)), 'kept');
    element.remove();
    const next = await docked({ 'storage-key': 'docked' });
    expect(width(next)).to.equal(Math.round(before) + 100);
    next.forget();
    expect(localStorage.getItem('docked:extras')).to.equal(null);
  });

  it('needs no drag: a click on its edge, or Enter, makes it as wide as it may be, and then as narrow', async () => {
    const element = await docked();
    const widest = 0.8 * innerWidth;
    const { left } = panel(element);
    await sendMouse({ type: 'click', position: [Math.round(left) + 12, 300] });
    await waitUntil(() => width(element) === widest, 'wide');
    part(element, 'resizer')!.focus();
    await press('Enter');
    await waitUntil(() => width(element) === 280, 'narrow');
    element.forget();
  });

  it('tells a page how much room it takes, while it is open', async () => {
    const element = await docked();
    await waitUntil(() => room() === `${width(element)}px`, 'told');
    element.hide();
    await waitUntil(() => room() === '', 'none');
    element.show();
    await waitUntil(() => room() !== '', 'told again');
    element.mode = 'floating';
    await waitUntil(() => room() === '' && part(element, 'resizer') === null, 'none where it floats');
    await isStill(element);
    expect(panel(element).height).to.be.below(innerHeight);
    element.mode = 'docked';
    await waitUntil(() => room() !== '', 'told once more');
    element.remove();
    await waitUntil(() => room() === '', 'none without it');
  });

  it('is a sheet over all of a phone', async () => {
    await setViewport({ width: 390, height: 700 });
    try {
      const element = await chat('/v1', { mode: 'docked', 'storage-key': 'docked-phone' });
      await waitUntil(() => part(element, 'launcher'), 'closed');
      element.show();
      await waitUntil(() => find(element, 'dialog')!.matches(':modal'), 'open');
      await isStill(element);
      expect([width(element), room()]).to.deep.equal([390, '']);
      expect(part(element, 'resizer')?.checkVisibility() ?? false).to.equal(false);
    } finally {
      await setViewport({ width: 1200, height: 700 });
    }
  });
});
