import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { loadExamples } from './support/commonmark.js';
import { randomDocument } from './support/documents.js';
import { nextFrame, render } from './support/render.js';

const reply = `# A *first* heading

Some **bold text** and *emphasis*, __both__ ***at once***, \`code with * in it\`, ~~gone~~, and
a [link *with emphasis*](https://example.com/a_b "Title") to follow! Escaped \\*stars\\*, 5 * 3, snake_case_name.

Underlined
===

- one **item**
- two \`code\`
  - nested [link](https://example.com)

1. first
2. second with <https://example.org/path> and www.example.net/x

> A quote with **bold**
> over two lines

\`\`\`js
const a = 1 * 2; // **not bold**
\`\`\`

| Name | *Value* |
| :--- | ---: |
| **a** | \`1\` |
| b | [c](https://example.com) |

- [ ] open task
- [x] done task

***

Entities &amp; such &copy; 2024, an image ![alt text](https://example.com/i.png) here.

[ref]: https://example.com/ref 'Title'

The end with [a reference][ref] and ![another](https://example.com/j.png "t").
`;

const blocks = 'p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, tr, hr';

/** What a reader reads, without white space and what is not the reply's own. */
function words(target: Element): string {
  const copy = target.cloneNode(true) as Element;
  for (const chrome of copy.querySelectorAll('.code-header, button, .link-host')) chrome.remove();
  return copy.textContent.replace(/\s+/g, '');
}

describe('a stream', () => {
  it('never shows a raw marker that the finished text lacks', async () => {
    const whole = words(await render(reply));
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    for (let length = 1; length <= reply.length; length++) {
      stream.append(reply[length - 1] ?? '');
      stream.flush();
      const shown = words(target);
      expect(
        whole.startsWith(shown),
        `after ${JSON.stringify(reply.slice(Math.max(0, length - 40), length))}: ${shown.slice(-40)}`,
      ).to.be.true;
    }
  });

  it('draws a task with a table as whole, however it comes', async () => {
    for (const markdown of ['- [ ] a | b\n  -|-\n', '- [ ] \n  | a | b |\n  |---|---|\n', '- [x] c\n| a | b |\n|---|---|\n']) {
      expect((await render(markdown.split(''))).innerHTML).to.equal((await render(markdown)).innerHTML);
    }
  });

  it('never has fewer blocks than before', async () => {
    const documents = [reply, ...(await loadExamples()).map(({ markdown }) => markdown)];
    for (let seed = 1; seed <= 300; seed++) documents.push(randomDocument(seed));
    for (const markdown of documents) {
      const target = document.createElement('div');
      const stream = new MarkdownStream(target, { highlight: false });
      let most = 0;
      for (const unit of markdown.split('')) {
        stream.append(unit);
        stream.flush();
        const count = target.querySelectorAll(blocks).length;
        expect(count, `${JSON.stringify(markdown)} ${target.innerHTML}`).to.be.at.least(most);
        most = count;
      }
    }
  });

  it('does not touch blocks that are finished', () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    const known: Element[] = [];
    const html: string[] = [];
    for (const character of reply) {
      stream.append(character);
      stream.flush();
      const finished = [...target.children].slice(0, -1);
      for (const [index, element] of known.entries()) expect(finished[index]).to.equal(element);
      for (const element of finished.slice(known.length)) {
        known.push(element);
        html.push(element.outerHTML);
      }
    }
    void stream.end();
    stream.flush();
    known.forEach((element, index) => {
      expect(target.children[index]).to.equal(element);
      expect(element.outerHTML).to.equal(html[index]);
    });
  });

  it('keeps a selection, also inside the paragraph that still grows', async () => {
    const target = document.createElement('div');
    document.body.append(target);
    const stream = new MarkdownStream(target, { highlight: false });
    stream.append('First paragraph.\n\nThe second one with **bold** words that ');
    stream.flush();
    const selection = document.getSelection() as Selection;
    const [first, second] = target.querySelectorAll('p');
    selection.setBaseAndExtent(first!.firstChild!, 2, second!.firstChild!, 5);
    const before = selection.toString();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    for (let token = 0; token < 5000; token++) {
      stream.append(token % 50 === 0 ? '\n\nmore ' : 'word *it* ');
      if (token % 500 === 0) stream.flush();
    }
    stream.flush();
    await stream.end();
    expect(selection.toString()).to.equal(before);
    expect([selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset]).to.deep.equal([
      anchorNode,
      anchorOffset,
      focusNode,
      focusOffset,
    ]);
    target.remove();
  });

  it('has 2,000 tokens that come at once in the DOM at the next frame', async () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    for (let token = 0; token < 2000; token++) stream.append('tok ');
    stream.append('last');
    expect(target.textContent).to.equal('');
    await nextFrame();
    expect(target.textContent.endsWith('last')).to.be.true;
    stream.cancel();
  });

  it('changes the DOM once a frame', () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    const real = window.requestAnimationFrame.bind(window);
    const frames: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => frames.push(callback);
    const observer = new MutationObserver(() => undefined);
    observer.observe(target, { childList: true, characterData: true, subtree: true });
    try {
      for (let frame = 0; frame < 10; frame++) {
        for (let token = 0; token < 4; token++) stream.append('word **bold** ');
        expect(observer.takeRecords(), 'before the frame').to.have.length(0);
        expect(frames, 'asked for').to.have.length(1);
        frames.pop()!(performance.now());
        expect(observer.takeRecords(), 'in the frame').not.to.have.length(0);
        expect(target.textContent.match(/bold/g)).to.have.length(4 * (frame + 1));
      }
    } finally {
      window.requestAnimationFrame = real;
    }
    observer.disconnect();
    stream.cancel();
  });

  it('takes about 6 ms of a frame; what is left waits for the next', async () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    let clock = 0;
    performance.now = () => (clock += 4); // each look at the clock finds it 4 ms later
    try {
      stream.append('A paragraph of some words.\n\n'.repeat(6000));
      await nextFrame();
      const first = target.children.length;
      expect(first).to.be.within(1, 3000);
      await nextFrame();
      expect(target.children.length).to.be.within(first + 1, 5000);
    } finally {
      Reflect.deleteProperty(performance, 'now');
    }
    await stream.end();
    expect(target.children).to.have.length(6000);
  });

  it('finishes on a hidden page, which gets no frames', async () => {
    const real = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = () => 0;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    try {
      const target = document.createElement('div');
      const stream = new MarkdownStream(target, { highlight: false });
      stream.append('Hidden **text**\n\n'.repeat(5000));
      await stream.end();
      expect(target.children).to.have.length(5000);
    } finally {
      window.requestAnimationFrame = real;
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('finishes when the page is hidden while it waits for a frame', async () => {
    const real = { requestAnimationFrame: window.requestAnimationFrame.bind(window), setTimeout: window.setTimeout.bind(window) };
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    // No frame comes, nor what a stream sets for frames that are late: so it is the page's being hidden that it finishes by.
    Object.assign(window, { requestAnimationFrame: () => 0, setTimeout: () => 0 });
    let ended: Promise<void>;
    try {
      stream.append('text');
      ended = stream.end();
    } finally {
      Object.assign(window, real);
    }
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    Reflect.deleteProperty(document, 'hidden');
    await ended;
    expect(target.textContent).to.equal('text');
  });

  it('writes a settled block again only if its reference arrived late', async () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    stream.append('One [late] word.\n\nNone [here] either.\n\nPlain.\n\n');
    stream.flush();
    const [first, second, third] = [...target.children];
    const touched = new Set<Node>();
    const observer = new MutationObserver((records) => records.forEach(({ target: node }) => touched.add(node)));
    observer.observe(target, { childList: true, characterData: true, subtree: true });
    stream.append('[late]: https://example.com\n');
    stream.flush();
    expect(observer.takeRecords()).to.have.length(0);
    await stream.end();
    observer.takeRecords().forEach(({ target: node }) => touched.add(node));
    expect(first?.querySelector('a')?.getAttribute('href')).to.equal('https://example.com');
    expect([...touched].every((node) => first?.contains(node))).to.be.true;
    expect([...target.children]).to.deep.equal([first, second, third]);
  });

  it('makes few text nodes of a text that comes letter by letter', async () => {
    const text = 'Some words that go on. '.repeat(100);
    const paragraph = (await render(text.split(''))).querySelector('p')!;
    expect(paragraph.textContent).to.equal(text.trimEnd());
    expect(paragraph.childNodes.length).to.be.below(100); // nine short ones for each 256 characters
  });

  it('loses no text and throws nothing when a translation tool wraps its text nodes', async () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    for (let index = 0; index < 300; index++) {
      stream.append(`word${index} ${index % 20 === 19 ? '\n\n' : ''}`);
      stream.flush();
      if (index % 7 === 0) {
        const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
        const nodes: Text[] = [];
        while (walker.nextNode()) nodes.push(walker.currentNode as Text);
        for (const node of nodes) {
          if (node.parentElement?.localName === 'font') continue;
          const font = document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
          node.replaceWith(font);
          font.append(node);
        }
      }
    }
    await stream.end();
    for (let index = 0; index < 300; index++) expect(target.textContent).to.include(`word${index} `.trim());
  });

  it('changes nothing after it is cancelled', async () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false });
    stream.append('shown');
    stream.flush();
    stream.append(' dropped');
    stream.cancel();
    stream.append(' late');
    await stream.end();
    await nextFrame();
    expect(target.textContent).to.equal('shown');
  });

  it('ended after it was cancelled, listens to the document no more', async () => {
    const listened: unknown[] = [];
    const stream = new MarkdownStream(document.createElement('div'));
    stream.append('shown');
    stream.cancel();
    document.addEventListener = (...given: unknown[]) => void listened.push(given);
    await stream.end();
    Reflect.deleteProperty(document, 'addEventListener');
    expect(listened).to.deep.equal([]);
  });

  it('works within a shadow root and leaves what the target holds', async () => {
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    const target = document.createElement('div');
    target.append('before');
    root.append(target);
    const stream = new MarkdownStream(target);
    stream.append('text');
    await stream.end();
    expect(target.innerHTML).to.equal('before<p dir="ltr">text</p>');
  });
});
