import { MarkdownStream } from '../../src/markdown/index.js';
import { pathological } from '../markdown/support/pathological.js';

export const names = Object.keys(pathological);

/** Milliseconds to render one input in pieces as a network brings them. */
export async function time(name: string, size: number): Promise<number> {
  // The first formula waits for its syntax; that is not what is measured.
  const first = new MarkdownStream(document.createElement('div'));
  first.append('$$a$$ ');
  await first.end();
  const markdown = pathological[name]?.(size) ?? '';
  const start = performance.now();
  const stream = new MarkdownStream(document.createElement('div'), { highlight: false, math: true });
  for (let from = 0; from < markdown.length; from += 16_384) {
    stream.append(markdown.slice(from, from + 16_384));
    stream.flush();
  }
  void stream.end();
  stream.flush();
  return performance.now() - start;
}
