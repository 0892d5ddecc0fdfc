/** The page that somebody writes who has read nothing but the documentation's first pages. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startAimock } from '../support/aimock.js';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import { openChatPage } from './chat-page.js';

it('works at first try: a script tag, an element, five attributes, three variables, a slot and a listener', async () => {
  const [browser, cdn, service] = await Promise.all([openBrowser(), startFiles(), startAimock()]);
  const site = await startFiles({
    '/page': `<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Our shop</title>
          <script src="${cdn.url}/dist/chat-8080.js" async></script>
          <style>
            chat-8080 {
              --chat-8080-accent: #0a7d55;
              --chat-8080-radius: 0.5em;
              --chat-8080-height: 30em;
            }
          </style>
        </head>
        <body>
          <chat-8080
            endpoint="${service.url}/v1"
            model="8080/taalas/llama3.1-8b-instruct"
            label="Ask our shop"
            greeting="Bread, cakes, opening hours?"
            maxlength="500"
          >
            <p slot="footer">Answers may be wrong.</p>
          </chat-8080>
          <script>
            window.ended = [];
            document.querySelector('chat-8080').addEventListener('chat-response-end', ({ detail }) => {
              window.ended.push([detail.message.status, detail.finishReason, detail.timing.total >= 0]);
            });
          </script>
        </body>
      </html>`,
  });
  const { page, type, message, complaints } = await openChatPage(browser, `${site.url}/page`);
  const look = (await page.evaluate(`(() => {
    const chat = document.querySelector('chat-8080');
    const root = chat.shadowRoot;
    const panel = root.querySelector('[part~=panel]');
    return {
      title: root.querySelector('[part~=title]').textContent,
      greeting: root.querySelector('[part~=welcome]').textContent.trim(),
      height: chat.offsetHeight,
      radius: getComputedStyle(panel).borderRadius,
      footer: document.querySelector('[slot=footer]').getClientRects().length,
      limit: root.querySelector('[part~=textarea]').maxLength,
    };
  })()`)) as Record<string, unknown>;
  assert.deepEqual(look, {
    title: 'Ask our shop',
    greeting: 'Bread, cakes, opening hours?',
    height: 480,
    radius: '8px',
    footer: 1,
    limit: 500,
  });
  await type('hello');
  await page.waitForFunction(`(() => {
    const button = document.querySelector('chat-8080').shadowRoot.querySelector('[part~=send-button]');
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = getComputedStyle(button).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return String(canvas.getImageData(0, 0, 1, 1).data) === '10,125,85,255';
  })()`);
  await page.keyboard.press('Enter');
  assert.equal(await message('assistant', 0, (text) => text.endsWith('line.')), 'Hi there, é 🎉.\nThis is the second line.');
  await page.waitForFunction('window.ended.length > 0');
  assert.deepEqual(await page.evaluate('window.ended'), [['done', 'stop', true]]);
  assert.deepEqual(complaints, []);
  await browser.close();
  await Promise.all([cdn, service, site].map((server) => server.close()));
});
