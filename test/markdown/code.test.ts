import { expect, fixture, html } from '@open-wc/testing';
import { highlight } from '../../src/highlight/highlight.js';
import { MarkdownStream, type MarkdownOptions } from '../../src/markdown/index.js';
import { itNeeds } from '../support/needs.js';
import { waitUntil } from '../support/wait-until.js';
import { render } from './support/render.js';

const script = 'const answer = 42; // comment & <b>\nreturn "text";\n';

function start(markdown: string, options: MarkdownOptions): { target: HTMLElement; stream: MarkdownStream } {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, options);
  stream.append(markdown);
  void stream.end();
  stream.flush();
  return { target, stream };
}

function painted(scope: string): string[] {
  const found = CSS.highlights.get(`chat-8080-${scope}`);
  return [...(found ?? [])].map((range) => (range.startContainer.textContent ?? '').slice(range.startOffset, range.endOffset));
}

describe('fenced code', () => {
  it('names its language and has a copy button, in parts that can be styled', async () => {
    const target = await render('```js\na\n```\n', { strings: { copy: 'Kopieren' } });
    expect(target.querySelector('[part=code] > [part=code-header]')?.textContent).to.equal('jsKopieren');
    expect(target.querySelector('button[part=code-copy]')?.textContent).to.equal('Kopieren');
    expect(target.querySelector('pre')?.getAttribute('aria-label')).to.equal('Code js');
    expect(target.querySelector('pre')?.tabIndex).to.equal(0);
    expect(target.querySelector('code')?.getAttribute('translate')).to.equal('no');
  });

  it('shows the path that its label carries', async () => {
    const shown = async (info: string): Promise<string | undefined> =>
      (await render(`\`\`\`${info}\na\n\`\`\``)).querySelector('[part=code-header] > span')?.textContent;
    expect(await shown('python:src/app.py')).to.equal('python:src/app.py');
    expect(await shown('src/app.py')).to.equal('src/app.py');
    expect(await shown('{.js #id}')).to.equal('js');
    expect(await shown('js title="a b"')).to.equal('js');
  });

  it('is coloured, and given to renderers, in the language of its label', async () => {
    const { target } = start('```python:app.py\nreturn "labelled"\n```\n', {});
    await fixture(html`<div>${target}</div>`);
    await waitUntil(() => painted('string').includes('"labelled"'));
    let drawn = '';
    start('```{.Map x=1}\na\n```', { fences: { map: (code) => ((drawn = code), document.createElement('hr')) } });
    await waitUntil(() => drawn !== '');
    expect(drawn).to.equal('a');
  });

  it('copies the exact source, also what is shown otherwise, and says so', async () => {
    const source = '\ta = "\u202e\u0007"; // \u{e0041}\n\n  b';
    const target = await render(`\`\`\`\n${source}\n\`\`\``);
    expect(target.querySelector('code')?.textContent).to.equal('\ta = "[U+202E]\u2407"; // [U+E0041]\n\n  b\n');
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => ((copied = text), Promise.resolve()) },
    });
    const button = target.querySelector('button') as HTMLButtonElement;
    button.click();
    Reflect.deleteProperty(navigator, 'clipboard');
    expect(copied).to.equal(source);
    await waitUntil(() => button.textContent === 'Copied');
  });

  it('lays long code out in pieces that lose no character', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `line ${index} of a long file`).join('\n');
    const target = await render(`\`\`\`\n${lines}\n\`\`\`\n`);
    expect(target.querySelector('code')?.textContent).to.equal(`${lines}\n`);
    expect(target.querySelectorAll('.code-piece').length).to.be.greaterThan(5);
  });

  it('is coloured once it has closed, without touching the text', async () => {
    const { target } = start(`\`\`\`js\n${script}\`\`\`\n`, {});
    await fixture(html`<div>${target}</div>`);
    const before = target.querySelector('code')?.innerHTML;
    await waitUntil(() => painted('keyword').length > 0);
    expect(painted('keyword')).to.include.members(['const', 'return']);
    expect(painted('comment')).to.include('// comment & <b>');
    expect(painted('string')).to.include('"text"');
    expect(target.querySelector('code')?.innerHTML).to.equal(before);
  });

  it('stays plain if it is long, or its stream is cancelled before it is coloured', async () => {
    const long = start(`\`\`\`js\nimport "long";\n${'// words\n'.repeat(2000)}\`\`\`\n`, {});
    const cancelled = start('```js\nimport "cancelled";\n```\n', {});
    cancelled.stream.cancel();
    const last = start('```js\nimport "last";\n```\n', {});
    await fixture(html`<div>${last.target}${cancelled.target}${long.target}</div>`);
    await waitUntil(() => painted('string').includes('"last"'));
    expect(painted('string')).not.to.include.members(['"long"']);
    expect(painted('string')).not.to.include.members(['"cancelled"']);
  });

  itNeeds('idleCallbacks', 'is coloured in idle time', async () => {
    const real = window.requestIdleCallback.bind(window);
    let idle: IdleRequestCallback | undefined;
    window.requestIdleCallback = (run) => ((idle = run), 0);
    try {
      const { target } = start('```js\nimport "idle";\n```\n', {});
      await fixture(html`<div>${target}</div>`);
      await waitUntil(() => idle !== undefined);
      expect(painted('string')).not.to.include('"idle"');
      idle!({ didTimeout: false, timeRemaining: () => 10 });
      await waitUntil(() => painted('string').includes('"idle"'));
    } finally {
      window.requestIdleCallback = real;
    }
  });

  it('is registered for painting only while it is near the view, and not after it has left the document', async () => {
    const { target } = start('```js\nimport "far away";\n```\n', {});
    const box = await fixture(
      html`<div style="height: 100px; overflow: auto">
        <p style="height: 5000px"></p>
        ${target}
      </div>`,
    );
    const near = start('```js\nimport "near";\n```\n', {});
    box.prepend(near.target);
    await waitUntil(() => painted('string').includes('"near"'));
    expect(painted('string')).not.to.include('"far away"');
    target.scrollIntoView();
    await waitUntil(() => painted('string').includes('"far away"') && !painted('string').includes('"near"'));
    target.remove();
    await waitUntil(() => !painted('string').includes('"far away"'));
  });

  it('is coloured by spans where ranges cannot be painted', async () => {
    const api = Object.getOwnPropertyDescriptor(window, 'Highlight') as PropertyDescriptor;
    Object.defineProperty(window, 'Highlight', { configurable: true, value: undefined });
    try {
      const code = document.createElement('code');
      code.append(script.slice(0, 9), script.slice(9));
      document.body.append(code);
      await highlight(code, 'javascript');
      expect(code.textContent).to.equal(script);
      expect(code.querySelector('.hljs-keyword')?.textContent).to.equal('const');
      expect(code.querySelector('.hljs-comment')?.textContent).to.equal('// comment & <b>');
      code.remove();
    } finally {
      Object.defineProperty(window, 'Highlight', api);
    }
  });

  it('is coloured by spans in another document, whose ranges this page cannot paint', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    const target = frame.contentDocument!.body;
    const stream = new MarkdownStream(target);
    stream.append(`\`\`\`js\n${script}\`\`\`\n`);
    await stream.end();
    await waitUntil(() => target.querySelector('.hljs-keyword') !== null);
    expect(target.querySelector('code')?.textContent).to.equal(script);
  });

  it('stays plain, without an error, in a language that nobody knows', async () => {
    const code = document.createElement('code');
    code.append('x');
    await highlight(code, 'no-such-language');
    await highlight(code, '__proto__');
    await highlight(code, 'constructor');
    expect(code.innerHTML).to.equal('x');
  });
});

describe("an owner's fence renderer", () => {
  it('is given the code once the fence has closed, and its node takes the place of the code', async () => {
    const calls: string[] = [];
    const drawn = document.createElement('figure');
    const fences = {
      mermaid: (code: string): Promise<Node> => {
        calls.push(code);
        return Promise.resolve(drawn);
      },
    };
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { fences });
    stream.append('```mermaid\ngraph TD\n  A --> B\n');
    stream.flush();
    await Promise.resolve();
    expect(calls).to.deep.equal([]);
    stream.append('```\nafter');
    stream.flush();
    await waitUntil(() => drawn.isConnected || target.contains(drawn));
    expect(calls).to.deep.equal(['graph TD\n  A --> B']);
    expect(target.querySelector('pre')).to.equal(null);
    stream.cancel();
  });

  it('leaves the code where it throws, rejects, or gives what is no node', async () => {
    for (const draw of [
      (): Node => {
        throw new Error('no');
      },
      (): Promise<Node> => Promise.reject(new Error('no')),
      () => undefined as unknown as Node,
      () => document,
    ]) {
      const { target } = start('```x\ncode\n```\n\n```later\n```', {
        fences: { x: draw, later: () => Promise.resolve(document.createElement('figure')) },
      });
      await waitUntil(() => target.querySelector('figure'));
      expect(target.querySelector('code')?.textContent).to.equal('code\n');
    }
  });

  it('is told when the stream is cancelled, and changes nothing after it', async () => {
    let signal: AbortSignal | undefined;
    let finish: (node: Node) => void = () => undefined;
    const { target, stream } = start('```x\ncode\n```', {
      fences: { x: (_code, context) => ((signal = context.signal), new Promise((resolve) => (finish = resolve))) },
    });
    await waitUntil(() => signal !== undefined);
    stream.cancel();
    expect(signal?.aborted).to.be.true;
    finish(document.createElement('figure'));
    await Promise.resolve();
    expect(target.querySelector('figure')).to.equal(null);
  });
});
