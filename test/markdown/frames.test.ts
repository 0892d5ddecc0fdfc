/** How often a stream draws what is open, and which frames it asks for. */
import { expect } from '@open-wc/testing';
import { BlockParser } from '../../src/markdown/blocks/block-parser.js';
import { MarkdownStream } from '../../src/markdown/index.js';
import { nextFrame } from './support/render.js';

/** Calls `run` and says how often the open block has been drawn meanwhile. */
async function renders(run: () => Promise<void>): Promise<number> {
  const real = Object.getOwnPropertyDescriptor(BlockParser.prototype, 'render') as TypedPropertyDescriptor<() => void>;
  let count = 0;
  BlockParser.prototype.render = function (this: BlockParser) {
    count++;
    real.value?.call(this);
  };
  try {
    await run();
  } finally {
    Object.defineProperty(BlockParser.prototype, 'render', real);
  }
  return count;
}

/** Calls `run` and says how many frames were asked for, and how many of those were given back. */
function frames(run: () => void): { asked: number; givenBack: number } {
  const request = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const asked = new Set<number>();
  const givenBack = new Set<number>();
  window.requestAnimationFrame = (callback) => {
    const frame = request(callback);
    asked.add(frame);
    return frame;
  };
  window.cancelAnimationFrame = (frame) => {
    if (asked.has(frame)) givenBack.add(frame);
    cancel(frame);
  };
  try {
    run();
  } finally {
    Object.assign(window, { requestAnimationFrame: request, cancelAnimationFrame: cancel });
  }
  return { asked: asked.size, givenBack: givenBack.size };
}

function start(): { target: HTMLElement; stream: MarkdownStream } {
  const target = document.createElement('div');
  return { target, stream: new MarkdownStream(target, { highlight: false }) };
}

describe('a stream that is flushed', () => {
  it('draws its open block once an update, not again in the next frame', async () => {
    const { target, stream } = start();
    const count = await renders(async () => {
      for (let update = 0; update < 10; update++) {
        stream.append(`word${update} `);
        stream.flush(6);
        await nextFrame();
      }
    });
    expect(target.textContent.trim()).to.match(/^word0 .* word9$/);
    expect(count).to.equal(10);
    stream.cancel();
  });

  it('does so on a hidden page too, where messages stand for frames', async () => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    try {
      const { target, stream } = start();
      const count = await renders(async () => {
        for (let update = 0; update < 10; update++) {
          stream.append(`word${update} `);
          stream.flush(6);
          await nextFrame();
        }
      });
      expect(target.textContent.trim()).to.match(/^word0 .* word9$/);
      expect(count).to.equal(10);
      stream.cancel();
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('gives back the frame that it had asked for, also the one for its end', async () => {
    const { target, stream } = start();
    const appended = frames(() => {
      stream.append('word ');
      stream.flush();
    });
    expect(appended).to.deep.equal({ asked: 1, givenBack: 1 });
    let ended = Promise.resolve();
    const ending = frames(() => {
      ended = stream.end();
      stream.flush();
    });
    expect(ending).to.deep.equal({ asked: 1, givenBack: 1 });
    await ended;
    expect(target.innerHTML).to.equal('<p dir="ltr">word</p>');
  });

  it('keeps the frame while something is left beyond the budget', async () => {
    const { target, stream } = start();
    const asked = frames(() => {
      stream.append('A paragraph of some words.\n\n'.repeat(6000));
      void stream.end();
      stream.flush(0);
    });
    expect(asked).to.deep.equal({ asked: 1, givenBack: 0 });
    const first = target.children.length;
    expect(first).to.be.within(1, 3000);
    await nextFrame();
    expect(target.children.length).to.be.greaterThan(first);
    await stream.end();
    expect(target.children).to.have.length(6000);
  });

  it('asks for a frame again when more text comes', async () => {
    const { target, stream } = start();
    stream.append('one ');
    stream.flush();
    stream.append('two ');
    await nextFrame();
    expect(target.textContent.trim()).to.equal('one two');
    stream.cancel();
  });
});
