/** What assistive technology gets of whole pages: the accessibility tree, forced colours, and fingers. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Protocol } from 'puppeteer-core';
import type { AxeResults } from 'axe-core';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { forceColours, openStatesPage, type PrepareStates } from './states-page.js';
import { startVisitorPages, type VisitorPages } from './visitor-page.js';

const axe = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const snapshots = fileURLToPath(new URL('snapshots/', import.meta.url));

let pages: VisitorPages;
let demo: DemoServer;
before(async () => {
  [pages, demo] = await Promise.all([startVisitorPages(), startDemoServer({ key: '' })]);
});
after(async () => {
  await pages.close();
  await demo.close();
});

const openStates = (names?: string, prepare?: PrepareStates): ReturnType<typeof openStatesPage> =>
  openStatesPage(pages.browser, demo.url, { names, prepare });

describe('forced colours', () => {
  it('axe finds nothing in any state', async () => {
    const { page } = await openStates(undefined, forceColours);
    assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
    await page.evaluate(axe);
    // Several chats on one page have each a section of the same name; that is the page's doing.
    const found = (await page.evaluate(
      `axe.run('#states', { rules: { 'landmark-unique': { enabled: false }, 'heading-order': { enabled: false } } })`,
    )) as AxeResults;
    assert.deepEqual(
      found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`)),
      [],
    );
    await page.close();
  });

  it('the focus is seen in the input, and what was typed', async () => {
    const { page } = await openStates('empty', forceColours);
    // Where colours are forced there are no shadows: an outline is what is seen, of the input or of a box around it.
    const outlines = (): Promise<string[]> =>
      page.evaluate(() => {
        const composer = document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=composer]')!;
        return [...composer.querySelectorAll('[part~=textarea], :has([part~=textarea])')]
          .map((element) => getComputedStyle(element).outlineStyle)
          .filter((style) => style !== 'none');
      });
    assert.deepEqual(await outlines(), []);
    await page.evaluate(() => document.querySelector('chat-8080')!.focus());
    assert.deepEqual(await outlines(), ['solid']);
    await page.close();
  });
});

describe('text of 200 % in 320 px', () => {
  it('sticks out of no chat, in no state, but for what scrolls by itself', async () => {
    const { page } = await openStates(undefined, (opened) => opened.setViewport({ width: 320, height: 900 }));
    const seen = (await page.evaluate(`(async () => {
      document.documentElement.style.fontSize = '200%';
      for (let frames = 0; frames < 5; frames++) await new Promise(requestAnimationFrame);
      const out = [];
      let count = 0;
      for (const { shadowRoot } of document.querySelectorAll('section > chat-8080')) {
        const { left, right } = shadowRoot.querySelector('[part~=transcript]').getBoundingClientRect();
        for (const element of shadowRoot.querySelectorAll('[part~=panel] *:not([part~=table] *, pre *)')) {
          const box = element.getBoundingClientRect();
          // What is there for a screen reader alone is clipped away.
          if (box.width === 0 || getComputedStyle(element).clipPath === 'inset(50%)') continue;
          count++;
          if (box.left < left - 1 || box.right > right + 1) out.push(element.outerHTML.slice(0, 100));
        }
        const { width } = shadowRoot.querySelector('[part~=textarea]').getBoundingClientRect();
        if (width < (right - left) / 2) out.push('an input of ' + width);
      }
      return { out, count };
    })()`)) as { out: string[]; count: number };
    assert.deepEqual(seen.out, []);
    assert.ok(seen.count > 500, `${seen.count} elements`);
    await page.close();
  });
});

describe('fingers', () => {
  it('find 44 px at least on every control', async () => {
    const { page } = await openStates(
      'welcome with suggestions,waiting,done,editing,stopped,failed,a tool that asks,a tool that has answered,thought and answered,' +
        'answered from sources,answered with a picture,rated as bad,a menu in the header,privacy and contact,asks for consent,a tool that asks in plain words',
      (touched) => touched.setViewport({ width: 1200, height: 900, hasTouch: true, isMobile: true }),
    );
    assert.equal(await page.evaluate(() => matchMedia('(pointer: coarse)').matches), true);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('chat-8080')].flatMap((chat) =>
        [
          ...chat.shadowRoot!.querySelectorAll<HTMLElement>(
            // A link within a sentence is as high as its line: WCAG 2.2, 2.5.8.
            'button, summary, textarea, label, :is([part~=sources], [part~=menu]) a, [part~=contact-link], [part~=privacy-link]',
          ),
        ]
          .filter((control) => control.checkVisibility({ visibilityProperty: true }))
          .map((control) => {
            const { width, height } = control.getBoundingClientRect();
            return { name: control.part.value || control.textContent.trim() || control.localName, width, height };
          })
          .filter(({ width, height }) => Math.min(width, height) < 43.99)
          .map(({ name, width, height }) => `${name}: ${width} × ${height}`),
      ),
    );
    assert.deepEqual(small, []);
    await page.close();
  });
});

/** Role, name and what else is said of a node, a line each; what says nothing is left out, and its children move up. */
function outline(nodes: Protocol.Accessibility.AXNode[]): string {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const silent = new Set(['none', 'generic', 'InlineTextBox', 'ListMarker', 'LineBreak', 'RootWebArea', 'HtmlSlot']);
  const said = new Set(['expanded', 'pressed', 'disabled', 'level', 'checked', 'live', 'modal', 'focused']);
  const lines: string[] = [];
  const write = (node: Protocol.Accessibility.AXNode, depth: number): void => {
    const role = String(node.role?.value ?? '');
    const name = String(node.name?.value ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    const parent = node.parentId ? byId.get(node.parentId) : undefined;
    const repeats = role === 'StaticText' && (name === '' || String(parent?.name?.value ?? '').trim() === name);
    const isShown = !node.ignored && !silent.has(role) && !repeats;
    if (isShown) {
      const properties = (node.properties ?? [])
        .filter(({ name: property, value }) => said.has(property) && ![false, 'false', undefined].includes(value.value as string))
        .map(({ name: property, value }) => ` ${property}=${String(value.value)}`);
      lines.push(`${'  '.repeat(depth)}${role}${name ? ` "${name}"` : ''}${properties.join('')}`);
    }
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) write(child, isShown ? depth + 1 : depth);
    }
  };
  if (nodes[0]) write(nodes[0], 0);
  return `${lines.join('\n')}\n`;
}

describe('the accessibility tree', () => {
  const check = (name: string, actual: string): void => {
    const file = `${snapshots}${name.replaceAll(/[ ,]+/g, '-')}.txt`;
    if (process.env['UPDATE_SNAPSHOTS'] || !existsSync(file)) {
      assert.ok(process.env['UPDATE_SNAPSHOTS'], `There is no ${file}; UPDATE_SNAPSHOTS=1 writes it.`);
      mkdirSync(snapshots, { recursive: true });
      writeFileSync(file, actual);
    }
    assert.equal(actual, readFileSync(file, 'utf8'), `UPDATE_SNAPSHOTS=1 writes ${name} anew`);
  };

  for (const name of ['welcome with suggestions', 'waiting', 'done', 'failed', 'a tool that asks', 'editing']) {
    it(`of "${name}" is as it was`, async () => {
      const { page, devtools } = await openStates(name);
      // What is spoken stands there for seconds.
      await page.evaluate(() => document.querySelector('chat-8080')!.shadowRoot!.querySelector('div[aria-live]')!.remove());
      const { nodes } = await devtools.send('Accessibility.getFullAXTree');
      const tree = outline(nodes);
      assert.match(tree, /group "Messages"/);
      check(name, tree.slice(tree.indexOf(`heading "${name}"`)));
      await page.close();
    });
  }

  for (const [name, viewport] of [
    ['floating, closed', undefined],
    ['floating, open', undefined],
    ['floating, phone', { width: 390, height: 800, hasTouch: true, isMobile: true }],
  ] as const) {
    it(`of "${name}" is as it was`, async () => {
      const view = await pages.open(
        '<main><h1>A page</h1></main><chat-8080 mode="floating" endpoint="/v1" label="The bakery"></chat-8080>',
        viewport,
      );
      await view.until(`find('[part~=launcher]')`);
      if (name !== 'floating, closed') {
        await view.page.evaluate(() => document.querySelector('chat-8080')!.show());
        await view.until(`find('dialog').matches(':popover-open, :modal')`);
        await view.until(`!find('[part~=launcher]').checkVisibility({ visibilityProperty: true })`);
      }
      // What is spoken stands there for seconds.
      await view.value(`find('div[aria-live]')?.remove()`);
      const { nodes } = await view.devtools.send('Accessibility.getFullAXTree');
      check(name, outline(nodes));
      await view.close();
    });
  }
});
