/** A transcript that is scrolled: what a reader sees of it, frame by frame. */
import { Conversation } from '../../src/conversation/index.js';
import type { Chat8080 } from '../../src/index.js';
import type { Answer, Step } from '../support/scripted-server.js';
import { chunk, script, sse } from '../support/script.js';
import { chat, drawn, part, parts } from './fixture.js';

/** So many lines of a reply, each a paragraph. */
export function lines(count: number, word = 'line'): string {
  return Array.from({ length: count }, (_, index) => `${word} ${index}`).join('\n\n');
}

/** A reply that comes in so many pieces, with a wait of so many ms after each. */
export function streamed(text: string, pieces = 10, wait = 20): Answer {
  const size = Math.ceil(text.length / pieces);
  const steps: Step[] = Array.from({ length: pieces }, (_, index) => [
    { write: sse(chunk({ content: text.slice(index * size, (index + 1) * size) })) },
    { wait },
  ]).flat();
  return { status: 200, steps: [...steps, { write: sse(chunk({}, 'stop'), '[DONE]') }] };
}

/** A reply that comes in so many pieces, one a frame, however few frames a busy machine draws in a second. */
export function framed(text: string, pieces = 10): () => AsyncIterable<string> {
  const size = Math.ceil(text.length / pieces);
  return async function* () {
    for (let start = 0; start < text.length; start += size) {
      yield text.slice(start, start + size);
      await drawn();
    }
  };
}

export interface Scrolled {
  element: Chat8080;
  conversation: Conversation;
  transcript: HTMLElement;
  /** How far the visitor's last message is below the top of the transcript, in px. */
  offset: () => number;
  /** The most that `scrollTop` can be. */
  end: () => number;
  jumpButton: () => HTMLElement | null;
}

/** A chat 576 px high and 500 px wide that gets these answers, the last of them again and again: the server's, and those {@link framed}. */
export async function scrolled(
  answers: (Answer | ReturnType<typeof framed>)[],
  attributes: Record<string, string> = {},
): Promise<Scrolled> {
  const { endpoint } = await script(...answers.filter((answer) => typeof answer === 'object'));
  const { element, conversation } = await withConversation(() => chat(endpoint, attributes));
  const coming = [...answers];
  element.addEventListener('chat-request', ({ detail }) => {
    const answer = coming.length > 1 ? coming.shift() : coming[0];
    if (typeof answer === 'function') detail.respondWith(answer());
  });
  Object.assign(element.style, { blockSize: '576px', inlineSize: '500px' });
  const transcript = part(element, 'transcript')!;
  await import('../../src/element/parts/transcript.js'); // the first page of a run is slower than the first message of its visitor
  await drawn(2);
  return {
    element,
    conversation,
    transcript,
    offset: () => {
      const question = parts(element, 'user').at(-1);
      return question ? question.getBoundingClientRect().top - transcript.getBoundingClientRect().top : NaN;
    },
    end: () => transcript.scrollHeight - transcript.clientHeight,
    jumpButton: () => part(element, 'jump-button'),
  };
}

/** Beside an element its conversation, for what that can do and the element has no method for. */
async function withConversation(make: () => Promise<Chat8080>): Promise<{ element: Chat8080; conversation: Conversation }> {
  const conversations: Conversation[] = [];
  const subscribe = Object.getOwnPropertyDescriptor(Conversation.prototype, 'subscribe')!;
  Object.defineProperty(Conversation.prototype, 'subscribe', {
    ...subscribe,
    value(this: Conversation, ...given: Parameters<Conversation['subscribe']>) {
      conversations.push(this);
      return (subscribe.value as Conversation['subscribe']).apply(this, given);
    },
  });
  const element = await make();
  Object.defineProperty(Conversation.prototype, 'subscribe', subscribe);
  return { element, conversation: conversations[0]! };
}

/** What `read` gives after each frame, until `work` has ended and two frames more. */
export async function everyFrame<T>(read: () => T, work: Promise<unknown>): Promise<T[]> {
  const values: T[] = [];
  const state = { isOver: false };
  const over = work.then(async () => {
    await drawn(2);
    state.isOver = true;
  });
  while (!state.isOver) {
    await drawn();
    values.push(read());
  }
  await over;
  return values;
}
