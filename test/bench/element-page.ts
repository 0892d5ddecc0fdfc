/** Runs in the page: one reply through the whole element, or through the Markdown renderer alone. */
import { MarkdownStream } from '../../src/markdown/index.js';
import { Chat8080 } from '../../src/index.js';
import { corpus, lastWord } from './markdown-corpus.js';
import { eventOf } from './measure.js';

export interface Run {
  what: 'element' | 'MarkdownStream';
  tokens: number;
  /** Settled messages above. */
  earlier: number;
}

const rate = 17_000;
const settled = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const encoder = new TextEncoder();

/** As the service sends them: an event of its own for each token, as many in a network chunk as have come in 4 ms. */
function chunkOf(tokens: readonly string[]): string {
  return tokens.map(eventOf).join('');
}

/** @returns what is sent, ready beforehand, and when: the server's work is not the widget's */
function pace<Piece>(tokens: readonly string[], make: (tokens: readonly string[]) => Piece): Piece[] {
  const size = (rate * 4) / 1000;
  return Array.from({ length: Math.ceil(tokens.length / size) }, (_, index) =>
    make(tokens.slice(index * size, (index + 1) * size)),
  );
}

async function play<Piece>(pieces: readonly Piece[], send: (piece: Piece) => void): Promise<void> {
  const start = performance.now();
  for (let sent = 0; sent < pieces.length;) {
    const due = Math.min(pieces.length, Math.ceil((performance.now() - start) / 4));
    for (; sent < due; sent++) send(pieces[sent] as Piece);
    if (sent < pieces.length) await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

let chat: Chat8080;
let stream: MarkdownStream;
/** Where the stream draws. */
let target: Element;
let reply: Uint8Array<ArrayBuffer>[];
let texts: string[];

export async function prepare({ what, tokens, earlier }: Run): Promise<void> {
  const all = corpus('mixed', tokens);
  chat = new Chat8080();
  chat.endpoint = '/v1';
  const earlierText = corpus('mixed', 400).join('');
  chat.messages = Array.from({ length: earlier }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: index % 2 === 0 ? 'And then?' : earlierText,
  }));
  document.body.append(chat);
  await chat.updateComplete;
  // The styles and the renderer have come when a first, short reply has been drawn.
  reply = [encoder.encode(`${chunkOf(['one **word**'])}data: [DONE]\n\n`)];
  chat.fetcher = () =>
    Promise.resolve(new Response(new ReadableStream({ start: answer }), { headers: { 'content-type': 'text/event-stream' } }));
  await chat.send('one');
  while (!chat.shadowRoot?.querySelector('[part~=body] strong')) await settled();
  if (what === 'MarkdownStream') {
    // In the same place, with the same styles: what differs is who brings the text.
    const body = [...chat.shadowRoot.querySelectorAll('[part~=assistant] [part~=body]')].at(-1) as Element;
    target = body.cloneNode() as Element;
    body.after(target);
    stream = new MarkdownStream(target, { headingLevel: 3, math: false });
    texts = pace(all, (some) => some.join(''));
  } else {
    reply = [...pace(all, (some) => encoder.encode(chunkOf(some))), encoder.encode('data: [DONE]\n\n')];
  }
  for (let frame = 0; frame < 5; frame++) await settled();
}

async function answer(controller: ReadableStreamDefaultController): Promise<void> {
  await play(reply, (bytes) => {
    controller.enqueue(bytes);
  });
  controller.close();
}

export async function measure({ what }: Run): Promise<void> {
  let body: () => Element | null | undefined = () => target;
  if (what === 'element') {
    const id = (await chat.send('two'))?.id ?? '';
    body = () => chat.shadowRoot?.getElementById(id)?.querySelector('[part~=body]');
  } else {
    await play(texts, (text) => stream.append(text));
    await stream.end();
  }
  const deadline = performance.now() + 10_000;
  // Only the last block is looked at: reading all text each frame would cost more than what is measured.
  const isThere = (): boolean => body()?.lastElementChild?.textContent.includes(lastWord) ?? false;
  while (!isThere()) {
    if (performance.now() > deadline) throw new Error('The last word never came.');
    await settled();
  }
  await settled();
}

/** @returns ms until the composer has the focus, and its panel has been painted */
export async function open(): Promise<number> {
  chat = new Chat8080();
  chat.endpoint = '/v1';
  chat.mode = 'floating';
  document.body.append(chat);
  while (!chat.shadowRoot?.querySelector('[part~=launcher]:popover-open')) await settled();
  for (let frame = 0; frame < 10; frame++) await settled();
  const start = performance.now();
  chat.shadowRoot.querySelector<HTMLElement>('[part~=launcher]')?.click();
  while (chat.shadowRoot.activeElement?.localName !== 'textarea') await Promise.resolve();
  await settled();
  return performance.now() - start;
}
