/** A Chromium that lacks what an older browser lacks: what the data of MDN call missing there is taken out of it, or out of the script that it loads. */
import { readFileSync } from 'node:fs';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { byVersion, firstVersion, type Browser } from '../../.build/browsers/floor.js';
import type { Used } from '../../.build/browsers/used.js';

/** How a feature is taken away. */
interface Removal {
  /** In the text of the script and its parts. */
  text?: [what: RegExp, by: string];
  /** What runs in the page before anything else. */
  script?: string;
}

/** What Chromium cannot be without, or what is only more of what is removed with another. */
const kept: Record<string, Removal> = {
  // Of names without `--` alone: that is what `:state()` brought.
  'css.selectors.state': {
    script: `const { add } = CustomStateSet.prototype; CustomStateSet.prototype.add = function (name) { if (!name.startsWith('--')) throw new SyntaxError(name); return add.call(this, name); };`,
  },
  'html.global_attributes.popover': { text: [/\bpopover="manual"/g, 'data-popover="manual"'] },
  'javascript.regular_expressions.lookbehind_assertion': { text: [/\(\?<[=!]/g, '(?<{'] },
  'css.types.length.viewport_percentage_units_dynamic': { text: [/(\d)dvh\b/g, '$1xvh'] },
  'css.types.length.container_query_length_units': { text: [/(\d)cq([bi])\b/g, '$1xq$2'] },
};

/** @returns the features that the sources use and a version of a browser has not */
export function missingIn(used: Used, browser: Browser, version: string): string[] {
  return [...used.keys(), 'css.selectors.state'].filter((path) => {
    const first = firstVersion(path, browser);
    return first === undefined || byVersion(first, version) > 0;
  });
}

export function removalOf(path: string): Removal | undefined {
  if (path in kept) return kept[path];
  const [area, kind, ...names] = path.split('.');
  const [name = '', member] = names;
  if (area === 'css' && kind === 'properties') {
    const value = member === undefined ? '' : `([^;}]*)\\b${member}\\b`;
    // A declaration is dropped where its name is unknown or a value is.
    return { text: [new RegExp(`(?<=[;{\\s"'\`])${name}:${value}`, 'g'), `x-${name}:$1`] };
  }
  if (area === 'css' && kind === 'selectors') return { text: [new RegExp(`(?<=:)${name}(?![\\w-])`, 'g'), `x-${name}`] };
  if (area === 'css' && names.at(-1) === 'relative_syntax')
    return { text: [new RegExp(`\\b${member}\\(from\\b`, 'g'), `${member}(x-from`] };
  if (area === 'css' && kind === 'types')
    return { text: [new RegExp(`(?<![\\w-])${names.at(-1)}\\(`, 'g'), `x-${names.at(-1)}(`] };
  if (area === 'css' && kind === 'at-rules') return { text: [new RegExp(`@${name}(?![\\w-])`, 'g'), `@x-${name}`] };
  if (area === 'api' || kind === 'builtins') {
    const [owner = '', property] = area === 'api' ? [kind, name] : names;
    if (!property || property === owner) return { script: `delete globalThis.${owner};` };
    const isStatic = property.endsWith('_static');
    return { script: `delete globalThis.${owner}${isStatic ? '' : '?.prototype'}?.${property.replace('_static', '')};` };
  }
  return undefined;
}

/** For `VisitorPages.open`: what is to be done before the page is loaded. */
export function without(paths: readonly string[]): (page: Page) => Promise<void> {
  const removals = paths.map((path) => removalOf(path)).filter((removal) => removal !== undefined);
  const scripts = removals.map(({ script }) => script && `{ ${script} }`).join('\n');
  const texts = removals.map(({ text }) => text).filter((text) => text !== undefined);
  return async (page) => {
    await page.evaluateOnNewDocument(scripts);
    await page.setRequestInterception(true);
    page.on('request', (request: HTTPRequest) => {
      const file = /\/(dist\/[\w/-]+\.js)/.exec(request.url())?.[1];
      if (file === undefined) {
        void request.continue();
        return;
      }
      const body = texts.reduce((code, [what, by]) => code.replace(what, by), readFileSync(file, 'utf8'));
      void request.respond({ contentType: 'text/javascript', body, headers: { 'access-control-allow-origin': '*' } });
    });
  };
}

/** An expression for `value`: every text of the chat that has less than this contrast with what is behind it, and icons with less than 3 : 1. */
export const unreadableBelow = (least: number): string => `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const over = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((each) => { const c = each / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgrounds = (element) => {
    const found = [];
    for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) found.unshift(getComputedStyle(at).backgroundColor);
    return ['white', ...found];
  };
  const contrast = (element) => {
    const behind = backgrounds(element);
    const [one, other] = [light(over([...behind, getComputedStyle(element).color])), light(over(behind))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const found = [];
  for (const element of find('[part~=panel]').querySelectorAll('*')) {
    const isIcon = element.localName === 'svg';
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '') || element.localName === 'textarea';
    const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && getComputedStyle(element).clipPath === 'none';
    // What cannot be pressed may be pale: WCAG 2.2, 1.4.3.
    if (!isSeen || !(isIcon || hasText) || element.closest('[aria-disabled=true]')) continue;
    const ratio = contrast(element);
    if (ratio < (isIcon ? 3 : ${least})) found.push(element.localName + ' ' + element.textContent.trim().slice(0, 30) + ': ' + ratio.toFixed(2));
  }
  return found;
})()`;

/** WCAG 2.2, 1.4.3. */
export const unreadable = unreadableBelow(4.5);
