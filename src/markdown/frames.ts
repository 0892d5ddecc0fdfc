// When work is done: in an animation frame while the page is seen, at once in slices while it is not.

/** A frame that does not come (a hidden page, a frame scrolled out of sight) is not waited for longer than this, in milliseconds. */
const longestWait = 250;

/**
 * Calls `run` once, in the next frame. Hidden pages get no frames, and their timers fire once a second or once a minute; messages are
 * not held back.
 * @returns Cancels it.
 */
export function nextFrame(run: () => void): () => void {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let channel: MessageChannel | undefined;
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    channel?.port1.close();
    document.removeEventListener('visibilitychange', hidden);
  };
  const now = (): void => {
    cancel();
    run();
  };
  const hidden = (): void => {
    if (!document.hidden || channel) return;
    channel = new MessageChannel();
    channel.port1.onmessage = now;
    channel.port2.postMessage(undefined);
  };
  if (document.hidden) hidden();
  else {
    frame = requestAnimationFrame(now);
    timer = setTimeout(now, longestWait);
    document.addEventListener('visibilitychange', hidden);
  }
  return cancel;
}
