/** Pages that style whatever they can get hold of, measured against a page that styles nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inside, reads, reply, startSite, tag, type GuestPage, type Site } from './guest-page.js';

interface Measures {
  panel: { x: number; y: number; width: number; height: number };
  launcher: { x: number; y: number; width: number; height: number } | undefined;
  fontSize: number;
  /** Of the reply's text and of what the visitor types, with what is behind them. */
  contrast: number[];
  /** What can be inherited from the page, of the reply's text. */
  text: Record<string, string>;
  isSelectable: boolean;
  /** What a click in the middle of the input, and of the launcher, meets is the chat. */
  hit: boolean[];
}

/** As a text, because nothing of it may pass through a compiler that adds helpers. */
const measure = `(() => {
  const host = document.querySelector('chat-8080');
  const find = (selector) => host.shadowRoot.querySelector(selector);
  const box = (element) => {
    if (!element) return undefined;
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const luminance = (...colours) => {
    canvas.fillStyle = 'white';
    for (const colour of ['white', ...colours]) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const panel = find('[part~=panel]');
  const behind = getComputedStyle(panel).backgroundColor;
  const contrast = (element) => {
    const [low, high] = [luminance(behind), luminance(behind, getComputedStyle(element).color)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const text = find('[part~=assistant] [part~=body] p');
  const style = getComputedStyle(text);
  const meets = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === host;
  };
  const launcher = find('[part~=launcher]');
  return {
    panel: box(panel),
    launcher: box(launcher),
    fontSize: parseFloat(style.fontSize),
    contrast: [text, find('[part~=textarea]')].map(contrast),
    isSelectable: style.userSelect !== 'none',
    text: Object.fromEntries(
      ['textTransform', 'textIndent', 'textAlign', 'whiteSpace', 'fontStyle', 'fontWeight', 'lineHeight', 'color', 'display',
        'fontVariant', 'textShadow'].map((name) => [name, style[name]]),
    ),
    hit: [find('[part~=textarea]'), launcher].filter((control) => control?.checkVisibility({ opacityProperty: true })).map(meets),
  };
})()`;

const tags =
  'html head body main div section article header footer p span a b em strong ul ol li dl dt dd pre code button input textarea label form details summary dialog table tr td th svg path img h1 h2 h3 h4 h5 h6 slot bdi chat-8080::before';

describe('a guest on a hostile page', () => {
  let site: Site;
  before(async () => (site = await startSite()));
  after(() => site.close());

  async function measured(
    { mode = 'inline', css = '', root = '', around = ['', ''] as readonly [string, string] },
    scrollTo = false,
  ): Promise<Measures> {
    const endpoint = await site.endpoint(reply('A reply.'));
    const chat = `<chat-8080 endpoint="${endpoint}" mode="${mode}" open></chat-8080>`;
    const opened: GuestPage = await site.open(
      `<html ${root}><style>${css}</style><body>${around[0]}${chat}${around[1]}${tag}</body></html>`,
    );
    const { page, complaints } = opened;
    await inside(page, 'textarea');
    await page.evaluate(() => document.querySelector('chat-8080')?.send('hi'));
    await reads(page, 'A reply.');
    await inside(page, '[part~=assistant] [part~=body] p');
    if (mode === 'floating') await inside(page, 'dialog:popover-open');
    if (scrollTo)
      await page.evaluate(() =>
        document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=composer]')?.scrollIntoView(),
      );
    await page.waitForFunction(
      () =>
        document.getAnimations().length === 0 && document.querySelector('chat-8080')?.shadowRoot?.getAnimations().length === 0,
    );
    const measures = (await page.evaluate(measure)) as Measures;
    if (mode === 'floating') {
      await page.evaluate(() => document.querySelector('chat-8080')?.hide());
      await page.waitForFunction(() => document.querySelector('chat-8080')?.shadowRoot?.getAnimations().length === 0);
      const { launcher, hit } = (await page.evaluate(measure)) as Measures;
      Object.assign(measures, { launcher, hit: [...measures.hit, ...hit] });
    }
    assert.deepEqual(complaints, []);
    assert.ok(measures.isSelectable);
    await page.close();
    return measures;
  }

  const near = (actual: object | undefined, expected: object | undefined, what: string): void => {
    for (const [name, value] of Object.entries(expected ?? {}) as [string, number][]) {
      const seen = (actual as Record<string, number>)[name] ?? NaN;
      assert.ok(Math.abs(seen - value) <= 1, `${what}: ${name} is ${seen}, not ${value}`);
    }
  };
  const readable = ({ contrast }: Measures): void => {
    for (const ratio of contrast) assert.ok(ratio >= 4.5, `contrast ${ratio}`);
  };

  it('where the page takes every style away with "* {all: unset !important}", an inline chat has its size, place and colours', async () => {
    const plain = await measured({});
    const hostile = await measured({ css: '* { all: unset !important }' }, true);
    near({ height: hostile.panel.height }, { height: plain.panel.height }, 'panel');
    assert.ok(hostile.panel.width >= plain.panel.width, `${hostile.panel.width} wide`);
    assert.equal(hostile.fontSize, plain.fontSize);
    assert.deepEqual(hostile.text, plain.text);
    assert.deepEqual(hostile.hit, [true]);
    readable(hostile);
  });

  for (const css of ['* { all: unset !important }', 'chat-8080 { height: auto }']) {
    it(`where the page says "${css}", a long reply scrolls in the chat, and the input stays in it`, async () => {
      const endpoint = await site.endpoint(reply('A line.\n\n'.repeat(100)));
      const { page } = await site.open(`<style>${css}</style><body><chat-8080 endpoint="${endpoint}"></chat-8080>${tag}`);
      await inside(page, 'textarea');
      await page.evaluate(() => document.querySelector('chat-8080')?.send('hi'));
      await page.waitForFunction(
        () =>
          document.querySelector('chat-8080')?.shadowRoot?.querySelectorAll('[part~=assistant] [part~=body] p').length === 100,
      );
      const below = await page.evaluate(() => {
        const root = document.querySelector('chat-8080')!.shadowRoot!;
        const [panel, composer] = ['[part~=panel]', '[part~=composer]'].map((selector) =>
          root.querySelector(selector)!.getBoundingClientRect(),
        );
        return panel!.bottom - composer!.bottom;
      });
      await page.close();
      assert.ok(below >= 0 && below <= 2, `the input ends ${below} px above the end of the panel`);
    });
  }

  it('and so has one on the whole screen', async () => {
    const plain = await measured({ mode: 'fullscreen' });
    const hostile = await measured({ mode: 'fullscreen', css: '* { all: unset !important }' });
    near(hostile.panel, plain.panel, 'panel');
    assert.equal(hostile.fontSize, plain.fontSize);
    assert.deepEqual(hostile.hit, [true]);
    readable(hostile);
  });

  const floating: Record<string, Parameters<typeof measured>[0]> = {
    '"* {all: unset !important}"': { css: '* { all: unset !important }' },
    'a root of 62.5 % whose body is 1.6rem': { css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' },
    'ancestors that are transformed, clipped, faded and cut off': {
      around: [
        '<div style="transform: rotate(20deg) scale(0.2); filter: blur(1px); perspective: 1px; contain: paint"><div style="clip-path: inset(45%); overflow: hidden; block-size: 10px; inline-size: 10px; opacity: 0.1; position: relative; z-index: -1">',
        '</div></div>',
      ],
    },
    'a neighbour with the highest z-index': {
      around: ['', '<div style="position: fixed; inset: 0; z-index: 2147483647; background: #000"></div>'],
    },
    'a style for every name of a tag': {
      css: `${tags.split(' ').join(', ')} { position: absolute !important; transform: scale(3) !important; background: #000 !important; padding: 50px !important; font: 30px serif !important; border: 9px solid red !important; color: #000 !important; }
        chat-8080 { font: 16px sans-serif !important; }`,
    },
    'styles that are inherited': {
      css: 'body { text-transform: uppercase; text-indent: 40px; text-align: center; white-space: nowrap; font-style: italic; font-weight: bold; line-height: 0; color: #fff; font-variant: small-caps; text-shadow: 0 0 9px red; user-select: none }',
    },
  };
  for (const [name, page] of Object.entries(floating)) {
    it(`a floating chat stands, looks and can be clicked as on a page without styles, in spite of ${name}`, async () => {
      const plain = await measured({ mode: 'floating' });
      const hostile = await measured({ mode: 'floating', ...page });
      near(hostile.launcher, plain.launcher, 'launcher');
      near(hostile.panel, plain.panel, 'panel');
      assert.equal(hostile.fontSize, plain.fontSize);
      assert.deepEqual(hostile.text, plain.text);
      assert.deepEqual(hostile.hit, [true, true]);
      readable(hostile);
    });
  }

  it('a root of 62.5 % does not shrink an inline chat either', async () => {
    const plain = await measured({});
    const small = await measured({ css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' });
    near(small.panel, plain.panel, 'panel');
    assert.equal(small.fontSize, plain.fontSize);
  });

  it('on a page that is read from right to left the launcher and panel are at the left, and text is at its right', async () => {
    const plain = await measured({ mode: 'floating' });
    const rtl = await measured({ mode: 'floating', root: 'dir="rtl"' });
    const width = 800; // of the view, Puppeteer's default
    const mirrored = (box: { x: number; width: number } | undefined): { x: number } => ({
      x: width - (box?.x ?? NaN) - (box?.width ?? NaN),
    });
    near(rtl.launcher, mirrored(plain.launcher), 'launcher');
    near(rtl.panel, mirrored(plain.panel), 'panel');
    assert.deepEqual(rtl.hit, [true, true]);
  });

  it('in a box that is too small for it an inline chat stays within, and its input can be reached', async () => {
    const small = await measured({
      css: 'chat-8080 { inline-size: 300px; block-size: 100% }',
      around: ['<div style="inline-size: 320px; block-size: 260px; overflow: hidden; transform: translateZ(0)">', '</div>'],
    });
    assert.ok(small.panel.width <= 320 && small.panel.height <= 260, JSON.stringify(small.panel));
    assert.deepEqual(small.hit, [true]);
  });
});
