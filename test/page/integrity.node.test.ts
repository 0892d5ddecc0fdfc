/** Pages that load the script by its hash, and its parts by an import map, as the documentation says; and what of it has been changed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { snippetOf } from '../support/documentation.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { answer } from './visitor-page.js';

const text = 'Some *code*:\n\n```js\nlet answer = 42;\n```\n';

/** What the documentation's code prints for a script at this place. */
function printed(base: string): string {
  const here = snippetOf('security', 'Integrity hashes', 'js')
    .replace("'https://your-site.example/'", JSON.stringify(base))
    .replace("'node_modules/chat-8080/dist/integrity.json'", "'dist/integrity.json'");
  return execFileSync(process.execPath, ['--input-type=module', '-e', here], { encoding: 'utf8' });
}

describe('the hashes of the script and its parts', () => {
  let browser: Browser;
  let service: Listening;
  const opened: Listening[] = [];
  before(async () => ([browser, service] = await Promise.all([openBrowser(), startScriptedServer()])));
  after(async () => {
    await browser.close();
    await Promise.all([...opened, service].map((server) => server.close()));
  });

  interface Site {
    /** Files of the package that are other than they were built. */
    changed?: string[];
    headers?: Record<string, string>;
    /** @returns the tags that load the script, of what the documentation's code prints */
    tags?: (printed: string) => string;
  }

  const open = async ({ changed = [], headers = {}, tags = (all) => all }: Site): Promise<{ page: Page; said: string[] }> => {
    const built = (file: string): string => readFileSync(`dist/${file}`, 'utf8');
    const cdn = await startFiles(Object.fromEntries(changed.map((file) => [`/dist/${file}`, `/* changed */${built(file)}`])));
    const posted = await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([answer(text)]) });
    const endpoint = `${service.url}/play/${await posted.text()}/v1`;
    const site = await startFiles(
      {
        '/page':
          `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>${tags(printed(`${cdn.url}/dist/`))}` +
          `<chat-8080 endpoint="${endpoint}" model="any"></chat-8080>`,
      },
      headers,
    );
    opened.push(cdn, site);
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`${site.url}/page`);
    return { page, said };
  };

  const ask = async (page: Page): Promise<void> => {
    await page.locator('::-p-aria([name="Message"][role="textbox"])').fill('Hello');
    await page.keyboard.press('Enter');
    await page.waitForFunction(`document.querySelector('chat-8080').messages.at(-1)?.status === 'done'`);
  };
  const shows = (page: Page, selector: string): Promise<boolean> =>
    page.evaluate((wanted) => Boolean(document.querySelector('chat-8080')?.shadowRoot?.querySelector(wanted)), selector);

  /** The reply is there, without its form. */
  const showsPlain = (page: Page): Promise<unknown> =>
    page.waitForFunction(() => {
      const root = document.querySelector('chat-8080')?.shadowRoot;
      return root?.querySelector('[part~=assistant] [part~=body]')?.textContent.trim().startsWith('Some *code*');
    });

  const required = { 'integrity-policy': 'blocked-destinations=(script)' };
  for (const [name, headers] of [
    ['as they are', {}],
    ['under Integrity-Policy', required],
  ] as const)
    it(`let the whole chat run, ${name}`, async () => {
      const { page, said } = await open({ headers });
      await ask(page);
      await page.waitForFunction('CSS.highlights.size > 0');
      assert.ok(await shows(page, '[part~=body] em'));
      assert.deepEqual(said, []);
      await page.close();
    });

  it('keep out a script that was changed', async () => {
    const { page, said } = await open({ changed: ['chat-8080.js'] });
    await page.waitForNetworkIdle();
    assert.equal(await page.evaluate("customElements.get('chat-8080')"), undefined);
    assert.match(said.join('\n'), /digest/);
    await page.close();
  });

  it('keep out a part that was changed: what it is for is missing, and the owner reads why', async () => {
    const { page, said } = await open({ changed: ['chat-8080/languages/javascript.js', 'chat-8080/transcript.js'] });
    await ask(page);
    await showsPlain(page);
    assert.match(said.join('\n'), /digest[^]*\[missing-part\][^]*transcript/);
    await page.close();
  });

  it('are wanted of each part by Integrity-Policy: without the map none loads', async () => {
    const tags = (all: string): string => all.replace(/<script type="importmap">.*?<\/script>/, '');
    const { page, said } = await open({ headers: required, tags });
    await ask(page);
    await showsPlain(page);
    assert.match(said.join('\n'), /\[missing-part\][^]*transcript/);
    await page.close();
  });
});
