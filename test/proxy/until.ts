/** Waits until something is true. The limit only keeps a test from hanging, unless a test's title promises it. */
export async function until(condition: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not true within ${limitMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const withinASecondMs = 1000;

/**
 * Waits until all that follows from what has happened, without a timer or a socket, has happened too: promises and streams run in
 * microtasks, and all of those run before the next turn of the event loop
 * (https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick).
 */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
