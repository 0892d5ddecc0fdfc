/** Any colour of a brand, in both themes. The numbers are WCAG's contrast ratios (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { find, part } from './fixture.js';
import { states } from './visitor-states.js';

/** 48: twelve hues, each nearly black, dark, bright and nearly white. */
const accents = Array.from({ length: 12 }, (_, index) => index * 30).flatMap((hue) => [
  `hsl(${hue} 40% 6%)`,
  `hsl(${hue} 60% 30%)`,
  `hsl(${hue} 90% 50%)`,
  `hsl(${hue} 80% 96%)`,
]);
const extremes = ['#000', '#111', '#fff', '#ff0', '#00f', '#e11d74'];
const themes = { light: '#ffffff', dark: '#17191e' };
const presets = ['blossom', 'forest', 'midnight', 'mono', 'paper', 'terminal'];

/** Red, green and blue, from 0 to 1. */
type Colour = readonly [number, number, number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** The colours drawn above one another. */
function painted(...colours: string[]): Colour {
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red / 255, green / 255, blue / 255];
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const style = (element: Chat8080, name: string): CSSStyleDeclaration => getComputedStyle(part(element, name)!);

/** What is too near in colour, in words. */
function faint(element: Chat8080, ground: string): string[] {
  const faults: string[] = [];
  const holds = (what: string, [one, other]: readonly [Colour, Colour], least: number): void => {
    const found = ratio(one, other);
    if (found < least - 0.005) faults.push(`${what}: ${found.toFixed(2)}`);
  };
  for (const [name, least] of [
    ['user', 4.5],
    ['avatar', 4.5],
    ['send-button', 3],
    ['launcher', 3],
  ] as const) {
    const piece = part(element, name);
    if (!piece) continue;
    const surface = name === 'user' ? piece.querySelector('[part~=body]')!.parentElement! : piece;
    const { backgroundColor, color } = getComputedStyle(surface);
    holds(`the surface of ${name}`, [painted(ground, backgroundColor), painted(ground)], 1.25);
    holds(`what stands on ${name}`, [painted(ground, backgroundColor, color), painted(ground, backgroundColor)], least);
  }
  const header = part(element, 'header');
  if (header) {
    const paint = [ground, getComputedStyle(header).backgroundColor];
    for (const name of ['title', 'subtitle'])
      holds(name, [painted(...paint, style(element, name).color), painted(...paint)], 4.5);
    holds('an icon in the header', [painted(...paint, style(element, 'clear-button').color), painted(...paint)], 3);
  }
  return faults;
}

for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
  describe(`any accent, ${theme}`, () => {
    for (const header of ['tint', 'solid', 'plain']) {
      it(`can be seen in what it colours, with a header that is ${header}`, async () => {
        const element = await states['done']!();
        Object.assign(element, { theme, header, value: 'A draft' });
        for (const accent of [...accents, ...extremes]) {
          element.style.setProperty('--chat-8080-accent', accent);
          await element.updateComplete;
          expect(faint(element, themes[theme]), accent).to.deep.equal([]);
        }
      });
    }

    it('gives the launcher an icon, and an edge on any page', async () => {
      const element = await states['floating, closed']!();
      element.theme = theme;
      const pages = Array.from({ length: 12 }, (_, index) => `hsl(${index * 30} ${index % 2 ? 70 : 0}% ${index * 9}%)`);
      for (const accent of [...accents, ...extremes]) {
        element.style.setProperty('--chat-8080-accent', accent);
        const { backgroundColor, color, boxShadow } = style(element, 'launcher');
        expect(ratio(painted(backgroundColor, color), painted(backgroundColor)), accent).to.be.at.least(3);
        const [inner = '', outer = ''] = boxShadow.match(/rgba?\([^)]+\)/g) ?? [];
        for (const page of pages) {
          const edges = [painted(backgroundColor), painted(backgroundColor, inner), painted(page, outer)];
          expect(Math.max(...edges.map((edge) => ratio(edge, painted(page)))), `${accent} on ${page}`).to.be.at.least(1.6);
        }
      }
    });
  });
}

it('white is preferred where it can be read: text from 4.5 : 1 on, an icon from 3 : 1', async () => {
  const element = await states['done']!();
  element.value = 'A draft';
  const on = async (accent: string): Promise<string[]> => {
    element.style.setProperty('--chat-8080-accent', accent);
    await element.updateComplete;
    return [part(element, 'avatar')!, part(element, 'send-button')!].map((piece) =>
      painted(getComputedStyle(piece).color).map(Math.round).join(),
    );
  };
  const [white, black] = ['1,1,1', '0,0,0'];
  expect(await on('#e11d74')).to.deep.equal([white, white]); // 4.51 : 1
  expect(await on('#f0592a')).to.deep.equal([black, white]); // 3.4 : 1
  expect(await on('#ffd400')).to.deep.equal([black, black]);
});

/** Texts that are too near in colour to what they stand on, in words. */
function faintText(element: Chat8080, ground: string, names: string[]): string[] {
  return names.flatMap((name) => {
    const piece = find(element, name)!;
    const { color } = getComputedStyle(piece);
    const grounds = [ground];
    for (let around: Element | null = piece; around; around = around.parentElement)
      grounds.splice(1, 0, getComputedStyle(around).backgroundColor);
    const found = ratio(painted(...grounds, color), painted(...grounds));
    return found < 4.495 ? [`${name}: ${found.toFixed(2)}`] : [];
  });
}

describe('a preset', () => {
  for (const preset of presets) {
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      it(`can be read in all its pieces: ${preset}, ${theme}`, async () => {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = new URL(`../../src/styles/presets/${preset}.css`, import.meta.url).href;
        const loaded = new Promise((resolve, reject) => {
          link.onload = resolve;
          link.onerror = () => reject(new Error(`There is no ${preset}.css.`));
        });
        document.head.append(link);
        try {
          await loaded;
          const done = await states['done']!();
          Object.assign(done, { theme, value: 'A draft' });
          await done.updateComplete;
          const ground = style(done, 'panel').backgroundColor;
          expect(ground).to.match(/^rgb\(/);
          expect(faint(done, ground)).to.deep.equal([]);
          const texts = [
            '[part~=assistant] [part~=body] p',
            '[part~=link]',
            'pre',
            '[part~=code-copy]',
            ':not(pre) > code',
            'textarea',
          ];
          expect(faintText(done, ground, texts)).to.deep.equal([]);
          const error = await states['error']!();
          error.theme = theme;
          expect(faintText(error, ground, ['[part~=error] p'])).to.deep.equal([]);
          const welcome = await states['welcome with suggestions']!();
          welcome.theme = theme;
          expect(faintText(welcome, ground, ['[part~=welcome] p', '[part~=suggestion]', 'slot[name=footer] p'])).to.deep.equal(
            [],
          );
        } finally {
          link.remove();
        }
      });
    }
  }
});
