/** A look taken from the page around the chat: what its owner has set, by variables or `theme`, stands. */

/** Red, green and blue, from 0 to 1, and alpha. */
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** So many buttons and links tell what a page looks like; a long list of links need not be measured to its end. */
const enough = 300;
/** The colour of links that nobody has chosen: https://html.spec.whatwg.org/multipage/rendering.html#phrasing-content-3 */
const unstyledLink = /^rgb\(0, 0, 238\)$|^rgb\(85, 26, 139\)$/;

let canvas: CanvasRenderingContext2D | null | undefined;
const colours = new Map<string, Colour>();

/** In whichever notation and space. */
function colourOf(css: string): Colour {
  const known = colours.get(css);
  if (known) return known;
  canvas ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!canvas) return [0, 0, 0, 0];
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (value) => value / 255);
  const colour: Colour = [red, green, blue, alpha];
  colours.set(css, colour);
  return colour;
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const chroma = ([red, green, blue]: Colour): number => Math.max(red, green, blue) - Math.min(red, green, blue);

/** The nearest background that hides what is behind it; undefined where the page has none. */
function groundBehind(element: Element | null): string | undefined {
  for (let node = element; node; node = node.parentElement) {
    const { backgroundColor } = getComputedStyle(node);
    if (colourOf(backgroundColor)[3] > 0.99) return backgroundColor;
  }
  return undefined;
}

interface Seen {
  style: CSSStyleDeclaration;
  box: DOMRect;
  isButton: boolean;
}

function* seen(page: Document): Generator<Seen> {
  const all = page.querySelectorAll<HTMLElement>('button, [type="submit"], [role="button"], a[href]');
  for (const element of [...all].slice(0, enough)) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const style = getComputedStyle(element);
    yield { style, box, isButton: colourOf(style.backgroundColor)[3] > 0.5 };
  }
}

/** What is behind a button shows through it; a chat stands elsewhere, and its text has to be read. */
function opaque(css: string): string {
  const [red, green, blue, alpha] = colourOf(css);
  return alpha > 0.99 ? css : `rgb(${[red, green, blue].map((value) => Math.round(255 * value)).join()})`;
}

/** What is there most often, and largest: colours of buttons, and for want of those colours of links. */
function accentOf(all: readonly Seen[], ground: Colour): string | undefined {
  const votes = new Map<string, number>();
  const vote = (css: string, weight: number): void => void votes.set(css, (votes.get(css) ?? 0) + weight);
  for (const { style, box, isButton } of all) {
    if (isButton) vote(opaque(style.backgroundColor), 10 + Math.sqrt(box.width * box.height));
    else if (!unstyledLink.test(style.color)) vote(opaque(style.color), 1);
  }
  const ranked = [...votes].sort(([, one], [, other]) => other - one).map(([css]) => css);
  const isSeen = (css: string): boolean => contrast(colourOf(css), ground) >= 1.25;
  // A page in black and white has a brand as well.
  return (
    ranked.find((css) => isSeen(css) && chroma(colourOf(css)) > 0.15) ??
    ranked.find(
      (css) =>
        contrast(colourOf(css), ground) >= 3 &&
        all.some(({ style, isButton }) => isButton && opaque(style.backgroundColor) === css),
    )
  );
}

/** In px. The corners of buttons suit a panel too, but for those that are round. */
function radiusOf(all: readonly Seen[]): number | undefined {
  const radii = all
    .filter(({ isButton }) => isButton)
    .map(({ style, box }) => Math.min(Number.parseFloat(style.borderTopLeftRadius), box.height / 2, 18))
    .filter((radius) => radius >= 0)
    .sort((a, b) => a - b);
  return radii[radii.length >> 1];
}

/** @returns a style sheet for the shadow root of `host`; the words are those of `styles/tokens.ts` */
export function pageTheme(host: HTMLElement & { readonly theme: string | undefined }): string {
  const page = host.ownerDocument;
  const all = [...seen(page)];
  const text = page.querySelector('main p, article p, p') ?? page.body;
  const background = groundBehind(host.parentElement);
  const { color, fontFamily } = getComputedStyle(text);
  // Without a background the page has the browser's, which its text has to be read on.
  const isDark = background ? luminance(colourOf(background)) < 0.179 : luminance(colourOf(color)) > 0.5;
  const ground = colourOf(background ?? (isDark ? '#17191e' : '#ffffff'));
  const tokens: [string, string | undefined][] = [
    ['accent', accentOf(all, ground)],
    ['font-family', fontFamily],
    ['radius', radiusOf(all)?.toFixed().concat('px')],
  ];
  const isLeftToPage = (host.theme ?? 'auto').toLowerCase() === 'auto';
  if (isLeftToPage && background) {
    tokens.push(
      ['background', background],
      ['text', contrast(colourOf(color), ground) >= 7 ? color : isDark ? '#f1f2f4' : '#17191e'],
    );
  }
  const declarations = tokens.map(([name, value]) =>
    value === undefined ? '' : `--_${name}:var(--chat-8080-${name},${value});`,
  );
  return `:host{${declarations.join('')}${isLeftToPage ? `color-scheme:${isDark ? 'dark' : 'light'}` : ''}}`;
}
