// demo/states.html, when each of its chats has come to the state that it is to show.
import type { Browser, CDPSession, Page } from 'puppeteer-core';

/** For `openStatesPage`: a contrast theme of the system. */
export const forceColours = (_page: Page, devtools: CDPSession): Promise<unknown> =>
  devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });

/** Opens the page of states, of all or some, and waits until each of them has been reached. */
export async function openStatesPage(
  browser: Browser,
  url: string,
  names?: string,
  prepare: (page: Page, devtools: CDPSession) => Promise<unknown> = () => Promise.resolve(),
): Promise<{ page: Page; devtools: CDPSession }> {
  const page = await browser.newPage();
  const devtools = await page.createCDPSession();
  await page.setViewport({ width: 1200, height: 900 });
  await prepare(page, devtools);
  await page.goto(`${url}/states.html${names === undefined ? '' : `?only=${encodeURIComponent(names)}`}`);
  await page.waitForFunction(() => {
    const sections = [...document.querySelectorAll('section')];
    return (
      sections.length > 0 &&
      sections.every((section) => {
        const chat = (section.querySelector('iframe')?.contentDocument ?? section).querySelector('chat-8080');
        if (!chat) return false;
        const { hasUpdated, status } = chat;
        const name = section.querySelector('h2')!.textContent;
        return hasUpdated && (status !== 'streaming' || ['streaming', 'thinking'].includes(name));
      })
    );
  });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000))); // until what waits, waits visibly
  return { page, devtools };
}
