/** The Content Security Policies that the documentation says are enough: the whole chat runs under each, and nothing is reported. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { answer } from './visitor-page.js';

const text = 'Some *code*, a formula $x^2$ and &Sum;:\n\n```js\nlet answer = 42;\n```\n';
const trusted = "require-trusted-types-for 'script'; trusted-types lit-html";

const policies: Record<string, (cdn: string) => string> = {
  'the place of the script': (cdn) => `script-src ${cdn}/dist/`,
  'a nonce': () => "script-src 'nonce-abc' 'strict-dynamic'",
};

describe('a Content Security Policy', () => {
  let browser: Browser;
  let cdn: Listening;
  let service: Listening;
  const opened: Listening[] = [];
  before(async () => ([browser, cdn, service] = await Promise.all([openBrowser(), startFiles(), startScriptedServer()])));
  after(async () => {
    await browser.close();
    await Promise.all([...opened, cdn, service].map((server) => server.close()));
  });

  for (const [name, scripts] of Object.entries(policies))
    it(`that allows ${name} and the endpoint lets all of it run`, async () => {
      const posted = await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([answer(text)]) });
      const endpoint = `${service.url}/play/${await posted.text()}/v1`;
      const site = await startFiles(
        {
          '/page':
            '<!doctype html><html lang="de"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">' +
            `<script nonce="abc" src="${cdn.url}/dist/chat-8080.js"></script>` +
            `<chat-8080 endpoint="${endpoint}" model="any" mode="floating" open math persist="session"></chat-8080>`,
        },
        {
          'content-security-policy': `default-src 'none'; ${scripts(cdn.url)}; connect-src ${service.url}; img-src data:; ${trusted}`,
        },
      );
      opened.push(site);
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text())).on('pageerror', (error) => said.push(String(error)));
      await page.goto(`${site.url}/page`);
      await page.locator('::-p-aria([name="Nachricht"][role="textbox"])').fill('Hallo');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => {
        const root = document.querySelector('chat-8080')?.shadowRoot;
        const body = root?.querySelector('[part~=assistant] [part~=body]');
        return (
          body?.querySelector('math') && body.querySelector('em') && body.textContent.includes('∑') && CSS.highlights.size > 0
        );
      });
      assert.deepEqual(said, []);
      await page.close();
    });
});
