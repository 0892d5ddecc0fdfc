/** The built widget in a page of its own, with a reader whose wheel, keys and fingers are real. */
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import { startScriptedServer, type Answer, type Step } from '../support/scripted-server.js';

/** What can be seen of the scrolling, in px. */
export interface Seen {
  scrollTop: number;
  /** The most that `scrollTop` can be. */
  end: number;
  height: number;
  /** How far the visitor's last message is below the top of the transcript. */
  offset: number | null;
  /** Of real content, how much is below the view. */
  below: number;
  hasJumpButton: boolean;
  detached: boolean;
  messages: number;
  /** Characters of the last message. */
  characters: number;
  status: string;
}

export interface ScrollPage {
  page: Page;
  devtools: CDPSession;
  /** The middle of the transcript. */
  middle: { x: number; y: number };
  /** Errors of the page and lines of its console. */
  complaints: string[];
  /** What can be seen after the next frames have been drawn. */
  drawn: (frames?: number) => Promise<Seen>;
  send: (text: string) => Promise<void>;
  close: () => Promise<void>;
}

export interface ScrollPages {
  open: (answers: Answer[], attributes?: Record<string, string>) => Promise<ScrollPage>;
  close: () => Promise<void>;
}

/** What is put into the page. Methods, because tsx gives functions in variables a name by a helper that the page does not have. */
interface InPage {
  see: () => Seen;
  drawn: (frames: number) => Promise<Seen>;
}

export async function startScrollPages(): Promise<ScrollPages> {
  const html =
    '<!doctype html><meta charset="utf-8"><title>A page</title><style>body { margin: 0; block-size: 3000px }</style>' +
    '<script src="/dist/chat-8080.js"></script>';
  const [browser, scripted, site] = await Promise.all([openBrowser(), startScriptedServer(), startFiles({ '/page': html })]);
  return {
    open: async (answers, attributes = {}) => {
      const posted = await fetch(`${scripted.url}/scripts`, { method: 'POST', body: JSON.stringify(answers) });
      const endpoint = `${scripted.url}/play/${await posted.text()}/v1`;
      return openScrollPage(browser, `${site.url}/page`, { endpoint, ...attributes });
    },
    close: async () => {
      await browser.close();
      await Promise.all([scripted.close(), site.close()]);
    },
  };
}

async function openScrollPage(browser: Browser, url: string, attributes: Record<string, string>): Promise<ScrollPage> {
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 800 });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  const middle = await page.evaluate(async (given) => {
    const element = document.createElement('chat-8080');
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    Object.assign(element.style, { inlineSize: '500px', blockSize: '576px' });
    document.body.append(element);
    await element.updateComplete;
    const root = element.shadowRoot!;
    const transcript = root.querySelector('[part~=transcript]')!;
    const inPage: InPage = {
      see() {
        const { top, bottom } = transcript.getBoundingClientRect();
        const messages = [...root.querySelectorAll('[part~=message]')];
        const question = messages.findLast((message) => message.part.contains('user'));
        return {
          scrollTop: transcript.scrollTop,
          end: transcript.scrollHeight - transcript.clientHeight,
          height: transcript.clientHeight,
          offset: question ? question.getBoundingClientRect().top - top : null,
          below: messages.length > 0 ? messages.at(-1)!.getBoundingClientRect().bottom - bottom : 0,
          hasJumpButton: root.querySelector('[part~=jump-button]') !== null,
          detached: element.matches(':state(detached)'),
          messages: messages.length,
          characters: messages.at(-1)?.textContent.length ?? 0,
          status: element.status,
        };
      },
      async drawn(frames) {
        for (let frame = 0; frame < frames; frame++) {
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        }
        return inPage.see();
      },
    };
    Object.assign(window, inPage);
    const { x, y, width, height } = transcript.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, attributes);
  return {
    page,
    devtools: await page.createCDPSession(),
    middle,
    complaints,
    drawn: (frames = 1) => page.evaluate((count) => (window as unknown as InPage).drawn(count), frames),
    send: (text) => page.evaluate((content) => void document.querySelector('chat-8080')!.send(content), text),
    close: () => page.close(),
  };
}

/** A chunk of a streamed chat completion, on the wire. */
export function chunk(content: string, finishReason: string | null = null): string {
  const data = { object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: finishReason }] };
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** A reply in these pieces, with a wait of so many ms after each. */
export function streamed(pieces: string[], wait: number): Answer {
  const steps = pieces.flatMap((piece): Step[] => [{ write: chunk(piece) }, { wait }]);
  return { status: 200, steps: [...steps, { write: `${chunk('', 'stop')}data: [DONE]\n\n` }] };
}

/** So many words in paragraphs of 20, in so many pieces. */
export function words(count: number, pieces: number): string[] {
  const all = Array.from({ length: count }, (_, index) => `w${index}${index % 20 === 19 ? '\n\n' : ' '}`);
  const size = Math.ceil(count / pieces);
  return Array.from({ length: pieces }, (_, index) => all.slice(index * size, (index + 1) * size).join(''));
}
