import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import 'axe-core'; // no module: it leaves a global
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Chat8080 } from '../../src/index.js';
import { families, loadFonts } from '../support/fonts.js';
import { itNeeds } from '../support/needs.js';
import { chat, drawn, find, findAll, part } from './fixture.js';
import { states } from './visitor-states.js';

declare global {
  interface Window {
    axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };
  }
}

/** What axe finds, in words; the rules about whole pages are for whole pages. */
async function violations(element: Chat8080): Promise<string[]> {
  const { violations: found } = await window.axe.run(element.parentElement!, {
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false }, 'landmark-one-main': { enabled: false } },
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  );
}

/** Buttons that a pointer can hit, with their sizes; WCAG 2.5.8 leaves links in sentences alone. */
function smallTargets(element: Chat8080, least: number): string[] {
  return findAll(element, 'button, summary, textarea')
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .map((control) => ({ control, box: control.getBoundingClientRect() }))
    .filter(({ box }) => Math.min(box.width, box.height) < least - 0.01)
    .map(({ control, box }) => `${control.part.value || control.localName}: ${box.width} × ${box.height}`);
}

const dark = (element: Chat8080): void => void (element.theme = 'dark');

describe('axe finds nothing', () => {
  for (const [name, prepare] of Object.entries(states)) {
    it(`${name}, light, and every target has 24 px`, async () => {
      const element = await prepare();
      expect(await violations(element)).to.deep.equal([]);
      expect(smallTargets(element, 24)).to.deep.equal([]);
    });

    it(`${name}, dark`, async () => {
      const element = await prepare();
      element.parentElement!.style.background = '#17191e';
      dark(element);
      await element.updateComplete;
      expect(await violations(element)).to.deep.equal([]);
    });
  }

  it('on a phone, open', async () => {
    await setViewport({ width: 390, height: 800 });
    try {
      const element = await states['floating, open']!();
      expect(find(element, 'dialog')!.matches(':modal')).to.be.true;
      expect(await violations(element)).to.deep.equal([]);
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('offline', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      const element = await chat('/v1');
      expect(part(element, 'notice')).to.exist;
      expect(await violations(element)).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});

/** Boxes whose text does not fit into them: what scrolls is no box that clips, and what is hidden on purpose neither. */
function clipped(element: Chat8080): string[] {
  const skipped = 'textarea, [part~=transcript], pre, [part~=table], [part~=tool] code, p[part~=body]';
  const hidden = '[aria-live=polite], [part~=message] > [role=heading]'; // for screen readers alone
  const all = findAll(element, '*').filter((box) => box instanceof HTMLElement && box.checkVisibility() && !box.closest(hidden));
  return all
    .filter((box) => !box.matches(skipped) && box.clientWidth > 0)
    .filter((box) => getComputedStyle(box).overflow !== 'visible' || box.matches('button, p, [part~=title]'))
    .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
    .map(
      (box) =>
        `${box.part.value || box.localName}: ${box.scrollWidth}/${box.clientWidth} × ${box.scrollHeight}/${box.clientHeight}`,
    );
}

const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

describe('nothing is clipped', () => {
  before(loadFonts);

  const ways: Record<string, (element: Chat8080) => void> = {
    'at 320 px': (element) => (element.parentElement!.style.inlineSize = '320px'),
    'with text of 200 %': (element) => {
      element.parentElement!.style.inlineSize = '640px';
      element.style.setProperty('--chat-8080-font-size', '2em');
    },
    'at 320 px with the text spacing of WCAG 1.4.12': (element) => {
      element.parentElement!.style.inlineSize = '320px';
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(spacing);
      element.shadowRoot!.adoptedStyleSheets.push(sheet);
    },
  };
  for (const [way, change] of Object.entries(ways)) {
    for (const name of [
      'welcome with suggestions',
      'done',
      'error',
      'tool approval',
      'editing',
      'versions and rating',
      'restored',
      'stopped',
      'near the limit',
    ]) {
      it(`${name}, ${way}`, async () => {
        const element = await states[name]!();
        change(element);
        for (const family of families) {
          element.parentElement!.style.fontFamily = `'${family}'`;
          await drawn();
          expect(clipped(element), family).to.deep.equal([]);
          const transcript = part(element, 'transcript')!;
          expect(transcript.scrollWidth, `the transcript in ${family}`).to.be.at.most(transcript.clientWidth);
        }
      });
    }
  }
});

describe('contrast', () => {
  const accents = ['#3457d5', '#000000', '#ffffff', '#ffd400', '#00c853', '#e53935', '#757575', '#00bcd4', '#ff9800', '#9c27b0'];
  for (const accent of accents) {
    for (const theme of ['light', 'dark'] as const) {
      it(`of text on and beside the accent ${accent}, ${theme}`, async () => {
        for (const name of ['done', 'tool approval', 'editing', 'welcome with suggestions']) {
          const element = await states[name]!();
          element.theme = theme;
          element.style.setProperty('--chat-8080-accent', accent);
          element.value = 'A draft';
          await element.updateComplete;
          const found = await violations(element);
          expect(found).to.deep.equal([]);
        }
      });
    }
  }
});

describe('reduced motion', () => {
  itNeeds('emulateMedia', 'runs no animation', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      for (const name of ['pending', 'streaming', 'done', 'floating, open']) {
        const element = await states[name]!();
        // What nobody sees, and is hidden later, does not move.
        const moving = element
          .shadowRoot!.getAnimations()
          .filter((animation) => (animation as Partial<CSSTransition>).transitionProperty !== 'visibility');
        expect(
          moving.map(({ playState }) => playState),
          name,
        ).to.deep.equal([]);
        element.parentElement!.remove();
      }
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });
});
