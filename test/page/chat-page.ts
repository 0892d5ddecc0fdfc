/** A whole page in a real browser: what a visitor sees and types, and everything that goes wrong behind it. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'puppeteer-core';

export interface ChatPage {
  page: Page;
  /** What the console and the page's error events said, CSP violations included. */
  complaints: string[];
  /** Types into the composer with real key presses. */
  type: (text: string) => Promise<void>;
  /** The text of the n-th message (from the end, if negative) as soon as it is there and passes the test. */
  message: (role: 'user' | 'assistant', number: number, passes?: (text: string) => boolean) => Promise<string>;
}

/** @param prepare is called with the page before it loads anything */
export async function openChatPage(
  browser: Browser,
  url: string,
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<ChatPage> {
  const page = await browser.newPage();
  await prepare(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('chat-8080')?.shadowRoot?.querySelector('textarea'));

  return {
    page,
    complaints,
    async type(text) {
      await page.evaluate(() => document.querySelector('chat-8080')?.focus());
      await page.keyboard.type(text);
    },
    async message(role, number, passes = () => true) {
      const deadline = Date.now() + 10_000;
      for (;;) {
        const texts = await page.evaluate(
          (selector) =>
            Array.from(
              document.querySelector('chat-8080')?.shadowRoot?.querySelectorAll(selector) ?? [],
              (element) => element.querySelector('[part~=body]')?.textContent ?? '',
            ),
          `[part~=message][part~=${role}]`,
        );
        const text = texts.at(number);
        if (text !== undefined && passes(text)) return text;
        assert.ok(Date.now() < deadline, `The ${role}'s message ${number} did not come; there are: ${JSON.stringify(texts)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
