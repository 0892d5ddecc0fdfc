/** Waiting: with a limit, with a signal, and for the next task. */
import { ChatError } from './errors.js';

/** Timers count in 32 bits; a longer time would count as none (the `long` of https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers). */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * The promise's value, unless the signal aborts first or `timeout` ms pass (0, and more than 24 days: no limit).
 * @throws ChatError `aborted` or `stalled`; the promise itself goes on, so the caller must also abort what it waits for
 */
export function within<T>(promise: Promise<T>, timeout: number, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => settle(() => reject(new ChatError('aborted', 'The request was stopped.')));
    const timer =
      timeout > 0 && timeout <= longestTimerMs
        ? setTimeout(() => settle(() => reject(new ChatError('stalled', `The server was silent for ${timeout} ms.`))), timeout)
        : undefined;
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      action();
    };
    const adopt = (): void => settle(() => resolve(promise));
    promise.then(adopt, adopt);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}

/** @throws ChatError `aborted` as soon as the signal aborts */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await within(new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds))), 0, signal);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Lets the page handle its events before going on. A message rather than a timer: hidden tabs slow timers down to one a second
 * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88). It can go once `scheduler.yield()` is in every browser
 * (https://wicg.github.io/scheduling-apis/#dom-scheduler-yield).
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
