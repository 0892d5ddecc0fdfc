import { MarkdownStream } from '../../../src/markdown/index.js';
import type { MarkdownOptions } from '../../../src/markdown/index.js';

/** After the next frame, and what waited for it. */
export const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Renders pieces of text at once, one update after each, and waits for what comes late. */
export async function render(pieces: string | Iterable<string>, options?: MarkdownOptions): Promise<HTMLElement> {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, { highlight: false, ...options });
  for (const piece of typeof pieces === 'string' ? [pieces] : pieces) {
    stream.append(piece);
    stream.flush();
  }
  const ended = stream.end();
  stream.flush();
  await ended;
  return target;
}
