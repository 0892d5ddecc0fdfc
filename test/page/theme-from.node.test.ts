/** `theme-from="page"` on six pages that look different: what the chat takes from each, and that it can be read. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { reply, startSite, tag, inside, type Site } from './guest-page.js';

interface Look {
  accent: string;
  background: string;
  text: string;
  radius: string;
  font: string;
}

interface Row {
  css: string;
  body: string;
  takes: Partial<Look>;
}

const words = '<p>Words on the page.</p>';

const pages: Record<string, Row> = {
  'a shop with blue buttons on white': {
    css: 'body { font-family: Georgia; background: #fff; color: #212529 } button { background: #0d6efd; color: #fff; border: 0; border-radius: 6px; padding: 8px 16px }',
    body: `${words}<button>Buy</button><button>Pay</button><a href="/x">All</a>`,
    takes: {
      accent: 'rgb(13, 110, 253)',
      background: 'rgb(255, 255, 255)',
      text: 'rgb(33, 37, 41)',
      radius: '6px',
      font: 'Georgia',
    },
  },
  'a dark page with a neon button': {
    css: 'html { background: rgb(12, 10, 20) } body { color: rgb(240, 240, 250) } button { background: rgb(57, 255, 20); color: #000; border: 0; border-radius: 0; padding: 8px }',
    body: `${words}<button>Play</button><a href="/x" style="color: #aaa">More</a>`,
    takes: { accent: 'rgb(57, 255, 20)', background: 'rgb(12, 10, 20)', text: 'rgb(240, 240, 250)', radius: '0px' },
  },
  'a fashion house in black and white': {
    css: 'body { background: #fff; color: #000 } button { background: #000; color: #fff; border: 0; padding: 12px 30px; border-radius: 0 } a { color: #000 }',
    body: `${words}<button>Shop</button><a href="/x">Men</a><a href="/y">Women</a>`,
    takes: { accent: 'rgb(0, 0, 0)', background: 'rgb(255, 255, 255)', radius: '0px' },
  },
  'a blog without a button, whose links are red': {
    css: "body { background: rgb(250, 247, 240); color: rgb(40, 35, 30); font-family: sans-serif } main { font-family: 'Iowan Old Style', serif } a { color: rgb(160, 30, 40) }",
    body: `<main>${words}<a href="/x">One</a> <a href="/y">Two</a></main>`,
    takes: { accent: 'rgb(160, 30, 40)', background: 'rgb(250, 247, 240)', font: '"Iowan Old Style", serif' },
  },
  'round orange buttons, with text that is too faint to be taken': {
    css: 'body { background: rgb(255, 244, 229); color: rgb(150, 140, 130) } button { background: rgb(255, 150, 20); border: 0; border-radius: 99px; padding: 10px 24px }',
    body: `${words}<button>Order</button>`,
    takes: { accent: 'rgb(255, 150, 20)', background: 'rgb(255, 244, 229)', text: 'rgb(23, 25, 30)', radius: '18px' },
  },
  'buttons of dark glass': {
    css: 'body { background: #fff; color: #000 } button { background: rgb(0 0 0 / 60%); color: #fff; border: 0; padding: 8px }',
    body: `${words}<button>Buy</button>`,
    takes: { accent: 'rgb(0, 0, 0)', background: 'rgb(255, 255, 255)' },
  },
  'a page without any style': {
    css: '',
    body: `${words}<button>Send</button><a href="/x">More</a>`,
    takes: { accent: '', background: '' },
  },
};

/** As they are in the chat, colours as the browser computes them. */
const look = (page: Page): Promise<Look & { contrast: Record<string, number> }> =>
  page.evaluate(`(() => {
    const chat = document.querySelector('chat-8080');
    const find = (name) => chat.shadowRoot.querySelector('[part~="' + name + '"]');
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (...colours) => {
      for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
      return canvas.getImageData(0, 0, 1, 1).data;
    };
    const luminance = (data) => {
      const [red, green, blue] = [...data].map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (one, other) => {
      const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const probe = document.createElement('i');
    find('panel').append(probe);
    const token = (name) => {
      probe.style.color = '';
      const value = getComputedStyle(chat).getPropertyValue('--_' + name);
      if (!/^var|^light-dark|^$/.test(value)) probe.style.color = value;
      return probe.style.color && getComputedStyle(probe).color;
    };
    const panel = getComputedStyle(find('panel'));
    const bubble = getComputedStyle(find('user').querySelector('[part~=body]').parentElement);
    const result = {
      accent: token('accent'), background: token('background') && panel.backgroundColor, text: panel.color,
      radius: panel.borderTopLeftRadius, font: panel.fontFamily,
      contrast: {
        text: ratio(rgb(panel.backgroundColor, panel.color), rgb(panel.backgroundColor)),
        bubble: ratio(rgb(panel.backgroundColor, bubble.backgroundColor), rgb(panel.backgroundColor)),
        'text of the bubble': ratio(rgb(bubble.backgroundColor, bubble.color), rgb(bubble.backgroundColor)),
        subtitle: ratio(rgb(panel.backgroundColor, getComputedStyle(find('header')).backgroundColor, getComputedStyle(find('subtitle')).color), rgb(panel.backgroundColor, getComputedStyle(find('header')).backgroundColor)),
      },
    };
    probe.remove();
    return result;
  })()`) as Promise<Look & { contrast: Record<string, number> }>;

const least: Record<string, number> = { text: 7, bubble: 1.25, 'text of the bubble': 4.5, subtitle: 4.5 };

describe('theme-from="page"', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  const open = async ({ css, body }: Pick<Row, 'css' | 'body'>, attributes = ''): Promise<Page> => {
    const endpoint = await site.endpoint(reply('Yes.'));
    const { page } = await site.open(
      `<style>${css}</style><body>${body}<chat-8080 theme-from="page" endpoint="${endpoint}" ${attributes}></chat-8080>${tag}`,
    );
    await inside(page, 'textarea');
    await page.evaluate(() => void document.querySelector('chat-8080')!.send('hi'));
    await inside(page, '[part~=assistant] [part~=copy-button]');
    return page;
  };

  for (const [name, row] of Object.entries(pages)) {
    it(name, async () => {
      const page = await open(row);
      const seen = await look(page);
      for (const [what, value] of Object.entries(row.takes)) assert.equal(seen[what as keyof Look], value, what);
      for (const [what, ratio] of Object.entries(seen.contrast)) {
        assert.ok(ratio >= (least[what] ?? 21) - 0.01, `${what} has ${ratio.toFixed(2)} : 1`);
      }
      await page.close();
    });
  }

  const shop = pages['a shop with blue buttons on white']!;

  it('what the owner has set stands', async () => {
    const page = await open(shop, 'style="--chat-8080-accent: rgb(1, 130, 3); --chat-8080-radius: 11px"');
    const { accent, radius, background } = await look(page);
    assert.deepEqual([accent, radius, background], ['rgb(1, 130, 3)', '11px', 'rgb(255, 255, 255)']);
    await page.close();
  });

  it('follows a page that goes dark, and leaves it when the attribute goes', async () => {
    const page = await open({
      ...shop,
      css: `${shop.css} [data-theme] body { background: rgb(20, 20, 24); color: rgb(240, 240, 240) }`,
    });
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    const background = (): Promise<string> =>
      page.evaluate(
        () => getComputedStyle(document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=panel]')!).backgroundColor,
      );
    const becomes = async (colour: string): Promise<void> => {
      for (let turn = 0; turn < 100 && (await background()) !== colour; turn++)
        await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.equal(await background(), colour);
    };
    await becomes('rgb(20, 20, 24)');
    const { contrast } = await look(page);
    assert.ok((contrast['text'] ?? 0) >= 7);
    await page.evaluate(() => document.querySelector('chat-8080')!.removeAttribute('theme-from'));
    await becomes('rgb(255, 255, 255)');
    await page.close();
  });

  it('is drawn in the colours of the page from its first frame on', async () => {
    const { page } = await site.open(
      `<style>${shop.css}</style><script>
        window.seen = new Set();
        (function look() {
          const panel = document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=textarea]');
          if (panel) seen.add(getComputedStyle(document.querySelector('chat-8080')).getPropertyValue('--_accent'));
          requestAnimationFrame(look);
        })();
      </script><body>${shop.body}<chat-8080 theme-from="page" endpoint="/v1"></chat-8080>${tag}`,
    );
    await inside(page, 'textarea');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    const seen = (await page.evaluate('[...seen]')) as string[];
    assert.deepEqual(seen, ['rgb(13, 110, 253)']);
    await page.close();
  });
});
