/** Runs in the page: one reply from a server, through the whole widget, or through the floor: a bare page with streaming-markdown. */
import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';
import { Chat8080 } from '../../src/index.js';
import { corpus, lastWord } from './markdown-corpus.js';

export interface Run {
  side: 'floor' | 'widget';
  /** Settled messages above. */
  earlier: number;
  /** Where the server is, without a query. */
  server: string;
  /** What is asked of it. */
  query: string;
}

export interface Measured {
  /** When the last word had been painted: ms since 1970. */
  paintedAt: number;
  /** Milliseconds; tasks under 50 are not reported by browsers. */
  longestTask: number;
}

const settled = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

let ask: (url: string) => Promise<unknown>;
let last: () => Element | null | undefined;

export async function prepare({ side, earlier, server }: Run): Promise<void> {
  await (side === 'floor' ? prepareFloor(earlier) : prepareWidget(earlier));
  // What comes with the first reply has come: styles, the renderer, the connection.
  await measure({ side, earlier, server, query: 'tokens=20&rate=0&shape=paragraph' });
}

/** What a page without a widget does at least: events are lines, their data is JSON, and what has come is drawn once a frame. */
async function bare(url: string, target: HTMLElement): Promise<void> {
  const markdown = parser(default_renderer(target));
  let pending = '';
  let scheduled = false;
  const draw = (): void => {
    scheduled = false;
    parser_write(markdown, pending);
    pending = '';
  };
  const response = await fetch(url, { method: 'POST', body: '{}' });
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + read.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue;
      const { choices } = JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] };
      pending += choices[0]?.delta.content ?? '';
    }
    if (scheduled) continue;
    scheduled = true;
    requestAnimationFrame(draw);
  }
  draw();
  parser_end(markdown);
}

function prepareFloor(earlier: number): Promise<void> {
  const transcript = document.createElement('main');
  document.body.append(transcript);
  const add = (): HTMLElement => transcript.appendChild(document.createElement('article'));
  const text = corpus('mixed', 400).join('');
  for (let index = 0; index < earlier; index++) {
    const markdown = parser(default_renderer(add()));
    parser_write(markdown, index % 2 === 0 ? 'And then?' : text);
    parser_end(markdown);
  }
  let target: HTMLElement;
  last = () => target.lastElementChild;
  ask = (url) => {
    target = add();
    target.scrollIntoView(); // a visitor sees it, as the widget's
    return bare(url, target);
  };
  return settled();
}

async function prepareWidget(earlier: number): Promise<void> {
  const chat = new Chat8080();
  const text = corpus('mixed', 400).join('');
  chat.endpoint = 'http://127.0.0.1/';
  chat.messages = Array.from({ length: earlier }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: index % 2 === 0 ? 'And then?' : text,
  }));
  document.body.append(chat);
  await chat.updateComplete;
  let id = '';
  last = () => {
    const block = chat.shadowRoot?.getElementById(id)?.querySelector('[part~=body]')?.lastElementChild;
    // Earlier revisions have no sections.
    return block?.localName === 'div' ? block.lastElementChild : block;
  };
  ask = async (url) => {
    chat.endpoint = url;
    id = '';
    id = (await chat.send('Tell me all of it.'))?.id ?? '';
  };
}

export async function measure({ server, query }: Run): Promise<Measured> {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ type: 'longtask' });
  const deadline = performance.now() + 60_000;
  await ask(`${server}/?${query}`);
  // Only the last block is looked at: reading all text each frame would cost more than what is measured.
  while (!last()?.textContent.endsWith(lastWord)) {
    if (performance.now() > deadline) throw new Error('The last word never came.');
    await settled();
  }
  await settled();
  const paintedAt = performance.timeOrigin + performance.now();
  // What is put off until the page is idle is paid all the same: colours, announcements, saving.
  for (let frame = 0; frame < 20; frame++) await settled();
  observer.disconnect();
  return { paintedAt, longestTask };
}
