/** Runs in the page: one reply, by one renderer, at one speed. */
import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';
import { MarkdownStream } from '../../src/markdown/index.js';
import { corpus, lastWord, type Shape } from './markdown-corpus.js';

export interface Run {
  /** F2: appends to one text node a frame. F3: streaming-markdown, written to once a frame. */
  renderer: 'F2' | 'F3' | 'ours';
  shape: Shape;
  tokens: number;
  /** Tokens a second; 0: all at once. */
  rate: number;
  /** Settled messages above. */
  earlier: number;
}

export interface Measured {
  /** Milliseconds from the last byte until the last word has been painted. */
  lag: number;
  /** Milliseconds; tasks under 50 are not reported by browsers. */
  longestTask: number;
  droppedFrames: number;
  nodes: number;
}

interface Renderer {
  append(text: string): void;
  end(): void;
}

function createRenderer(name: Run['renderer'], target: HTMLElement): Renderer {
  if (name === 'ours') {
    const stream = new MarkdownStream(target, { highlight: false });
    return { append: (text) => stream.append(text), end: () => void stream.end() };
  }
  let pending = '';
  let scheduled = false;
  let ending = false;
  const node = document.createTextNode('');
  if (name === 'F2') target.append(node);
  const markdown = parser(default_renderer(target));
  const frame = (): void => {
    scheduled = false;
    const text = pending;
    pending = '';
    if (name === 'F2') node.appendData(text);
    else {
      parser_write(markdown, text);
      if (ending) parser_end(markdown);
    }
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(frame);
  };
  return {
    append(text) {
      pending += text;
      schedule();
    },
    end() {
      ending = true;
      schedule();
    },
  };
}

function addEarlier(count: number): void {
  const transcript = document.querySelector('#transcript') as HTMLElement;
  const text = corpus('mixed', 400).join('');
  for (let index = 0; index < count; index++) {
    const message = document.createElement('article');
    transcript.prepend(message);
    const stream = new MarkdownStream(message, { highlight: false });
    stream.append(text);
    void stream.end();
    stream.flush();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

export async function prepare({ earlier }: Run): Promise<void> {
  addEarlier(earlier);
  for (let frame = 0; frame < 5; frame++) await settled();
}

export async function measure(run: Run): Promise<Measured> {
  const target = document.querySelector('#reply') as HTMLElement;
  const tokens = corpus(run.shape, run.tokens);
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ type: 'longtask' });
  let droppedFrames = 0;
  let previous = performance.now();
  let watching = true;
  const watch = (now: number): void => {
    droppedFrames += Math.max(0, Math.round((now - previous) / (1000 / 60)) - 1);
    previous = now;
    if (watching) requestAnimationFrame(watch);
  };
  await settled();
  previous = performance.now();
  requestAnimationFrame(watch);

  const renderer = createRenderer(run.renderer, target);
  const start = performance.now();
  let sent = 0;
  while (sent < tokens.length) {
    const due =
      run.rate === 0 ? tokens.length : Math.min(tokens.length, Math.ceil(((performance.now() - start) * run.rate) / 1000));
    for (; sent < due; sent++) renderer.append(tokens[sent] ?? '');
    if (sent < tokens.length) await new Promise((resolve) => setTimeout(resolve, 4));
  }
  renderer.end();
  const lastByte = performance.now();
  // The last word is looked for where it must appear: reading all text each frame would cost more than what is measured.
  while (!lastText(target).endsWith(lastWord)) {
    if (performance.now() - lastByte > 8000) throw new Error(`the last word never came: ${target.innerHTML.slice(-400)}`);
    await settled();
  }
  await settled();
  const lag = performance.now() - lastByte;
  watching = false;
  await settled();
  observer.disconnect();
  const nodes = document.createNodeIterator(target, NodeFilter.SHOW_ALL);
  let count = -1;
  while (nodes.nextNode()) count++;
  return { lag, longestTask, droppedFrames, nodes: count };
}

/** The end of the text: the last text nodes of the last element, which may hold a word in pieces. */
function lastText(root: Element): string {
  let element = root;
  while (element.lastElementChild && element.lastElementChild === element.lastChild) element = element.lastElementChild;
  let text = '';
  for (let node = element.lastChild; node && text.length < 40; node = node.previousSibling)
    text = (node.textContent ?? '').slice(-100) + text;
  return text.trimEnd();
}
