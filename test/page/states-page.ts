/** demo/states.html, when each of its chats has come to the state that it is to show. */
import type { Browser, CDPSession, Page } from 'puppeteer-core';

/** For `openStatesPage`: a contrast theme of the system. */
export const forceColours = (_page: Page, devtools: CDPSession): Promise<unknown> =>
  devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });

/** States in which a reply is under way, and stays so. */
const busy = [
  'waiting',
  'streaming',
  'thinking',
  'a tool at work',
  'a tool that asks',
  'a tool that asks in plain words',
  'offline',
];

/** States without a message. */
const silent = [
  'not set up',
  'empty',
  'welcome with suggestions',
  'near the limit of characters',
  'files attached',
  'disabled',
  'German',
  'floating with a teaser',
  'asks for consent',
  'just cleared',
  'dictating',
  'a microphone that is blocked',
  'a recording that could not be written down',
];

/** What comes last in a state. */
const also: Record<string, string> = {
  editing: 'save-button',
  'floating with a teaser': 'teaser',
  'a menu in the header': 'menu',
  dictating: 'dictation-notice',
  'a microphone that is blocked': 'dictation-notice',
  'a recording that could not be written down': 'retry-button',
  'read aloud': 'reading',
  'privacy and contact': 'contact-link',
  'asks for consent': 'agree-button',
  'rated as bad': 'feedback-button',
  'a tool that asks': 'approve-button',
  'a tool that asks in plain words': 'approve-button',
  'names above replies': 'reply-name',
  'floating with an unread reply': 'badge',
  'just cleared': 'restore-button',
  'rated, with versions': 'versions',
  'files attached': 'attachment',
};

/** What is to be done before the page is loaded. */
export type PrepareStates = (page: Page, devtools: CDPSession) => Promise<unknown>;

/** Opens the page of states, of all or some, and waits until each of them has been reached. */
export async function openStatesPage(
  browser: Browser,
  url: string,
  { names, prepare }: { names?: string | undefined; prepare?: PrepareStates | undefined } = {},
): Promise<{ page: Page; devtools: CDPSession }> {
  const page = await browser.newPage();
  const devtools = await page.createCDPSession();
  await page.setViewport({ width: 1200, height: 900 });
  await prepare?.(page, devtools);
  await page.goto(`${url}/states.html${names === undefined ? '' : `?only=${encodeURIComponent(names)}`}`);
  await page.waitForFunction(
    // No function gets a name in it: tsx would do that by a helper that the page does not have.
    (busy, silent, also) => {
      const sections = [...document.querySelectorAll('section')];
      return (
        sections.length > 0 &&
        sections.every((section) => {
          const chat = (section.querySelector('iframe')?.contentDocument ?? section).querySelector('chat-8080');
          const name = section.querySelector('h2')!.textContent;
          if (!chat?.hasUpdated) return false;
          const isBusy = busy.includes(name);
          const last = also[name] ?? (isBusy ? 'stop-button' : 'textarea');
          return (
            !['idle', 'error'].includes(chat.status) === isBusy &&
            (chat.messages.length === 0) === silent.includes(name) &&
            chat.shadowRoot!.querySelector(`[part~="${last}"]`)
          );
        })
      );
    },
    {},
    busy,
    silent,
    also,
  );
  await page.waitForNetworkIdle({ idleTime: 100 }); // parts that a reply has asked for
  // What a tool asks can be answered once it has been in view for a while.
  await page.waitForFunction(() => {
    const buttons = [...document.querySelectorAll('chat-8080')].map((chat) =>
      chat.shadowRoot?.querySelector('[part=approve-button]'),
    );
    const waiting = buttons.find((button) => button?.ariaDisabled === 'true');
    waiting?.scrollIntoView({ block: 'center' });
    return !waiting;
  });
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return { page, devtools };
}
