// A transcript that is scrolled: what a reader sees of it, frame by frame.
import { Conversation } from '../../src/conversation/index.js';
import type { Chat8080 } from '../../src/index.js';
import type { Answer, Step } from '../support/scripted-server.js';
import { chunk, script, sse } from '../support/script.js';
import { chat, find, findAll } from './fixture.js';

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

/** After the next frame has been drawn, whatever its observers have changed in it. */
export async function drawn(frames = 1): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
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

/** A chat 576 px high and 500 px wide that gets these answers. */
export async function scrolled(answers: Answer[], attributes: Record<string, string> = {}): Promise<Scrolled> {
  const { endpoint } = await script(...answers);
  const { element, conversation } = await withConversation(() => chat(endpoint, attributes));
  Object.assign(element.style, { blockSize: '576px', inlineSize: '500px' });
  const transcript = find(element, '.transcript')!;
  await drawn(2);
  return {
    element,
    conversation,
    transcript,
    offset: () => {
      const question = findAll(element, '.message.user').at(-1);
      return question ? question.getBoundingClientRect().top - transcript.getBoundingClientRect().top : NaN;
    },
    end: () => transcript.scrollHeight - transcript.clientHeight,
    jumpButton: () => find(element, '.jump-button'),
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
