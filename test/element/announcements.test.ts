/** What a screen reader says of its own accord: the live region is what it listens to. test/screen-reader holds that it is heard. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { MarkdownStream } from '../../src/markdown/index.js';
import { beginningOf, blocksOf } from '../../src/element/transcript/spoken-text.js';
import { speechWords } from '../../src/locales/en-speech.js';
import type { Answer } from '../support/scripted-server.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part, parts, press } from './fixture.js';

const region = (element: Chat8080): HTMLElement => find(element, 'div[aria-live=polite]')!;

/** Everything that is said from now on; the white space that makes a text another one is left out. */
function listen(element: Chat8080): string[] {
  const said: string[] = [];
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) said.push(...Array.from(addedNodes, ({ textContent }) => textContent!.trim()));
  }).observe(region(element), { childList: true });
  return said;
}

const answer = (text: string): Answer => ({ status: 200, steps: [{ write: reply(text) }] });

const refused: Answer = { status: 403, headers: { 'content-type': 'application/json' }, steps: [{ write: '{}' }] };
const refusal = 'The assistant is not available to you here. Please tell the people who run this site.';

const call = { tool_calls: [{ index: 0, id: 'c', function: { name: 'cancel_order', arguments: '{"order":1042}' } }] };
const calling: Answer = { status: 200, steps: [{ write: sse(chunk(call), chunk({}, 'tool_calls'), '[DONE]') }] };
const tools = [{ name: 'cancel_order', confirm: true, execute: () => ({ cancelled: true }) }];

describe('the live region', () => {
  it('is there, and empty, before anything is said, and has no role that an empty one would be read by', async () => {
    const element = await chat('/v1');
    expect(region(element).textContent).to.equal('');
    expect(region(element).hasAttribute('role')).to.be.false;
  });

  it('is the only one: the transcript is a group with a name', async () => {
    const element = await chat('/v1');
    await waitUntil(() => part(element, 'transcript'));
    const transcript = part(element, 'transcript')!;
    expect(transcript.role).to.equal('group');
    expect(transcript.ariaLabel).to.equal('Messages');
    expect([...element.renderRoot.querySelectorAll('[aria-live], [role=status], [role=log], [role=alert]')]).to.deep.equal([
      region(element),
    ]);
  });

  it('is used where there is ariaNotify too', async () => {
    const { endpoint } = await script(answer('Yes.'));
    const element = await chat(endpoint);
    const notified: string[] = [];
    Object.defineProperty(element, 'ariaNotify', { value: (text: string) => notified.push(text) });
    const said = listen(element);
    await element.send('Hi');
    await waitUntil(() => said.includes('Yes.'));
    expect(notified).to.deep.equal([]);
  });

  it('is emptied, so that nobody finds the text a second time', async function () {
    this.timeout(20_000);
    const { endpoint } = await script(answer('Yes.'));
    const element = await chat(endpoint);
    const said = listen(element);
    await element.send('Hi');
    await waitUntil(() => said.length > 0);
    await waitUntil(() => region(element).textContent === '', 'it stands for five seconds');
  });

  it('changes for a text that it holds already', async () => {
    const { endpoint } = await script(refused);
    const element = await chat(endpoint);
    const said = listen(element);
    await element.send('hi');
    await waitUntil(() => said.length === 1);
    await element.retry();
    await waitUntil(() => said.length === 2);
    expect(said).to.deep.equal([refusal, refusal]);
  });
});

describe('of a reply is said', () => {
  const tokens = Array.from({ length: 10_000 }, (_, index) => `w${index} `);
  const pieces = Array.from({ length: 20 }, (_, index) => tokens.slice(index * 500, (index + 1) * 500));
  const long: Answer = {
    status: 200,
    steps: [
      ...pieces.flatMap((piece) => [{ write: sse(...piece.map((content) => chunk({ content }))) }, { wait: 100 }]),
      { write: sse(chunk({}, 'stop'), '[DONE]') },
    ],
  };

  /** What is said of an answer, once it is complete. */
  async function heard(given: Answer, attributes: Record<string, string> = {}): Promise<string[]> {
    const { endpoint } = await script(given, answer('And the end.'));
    const element = await chat(endpoint, attributes);
    const said = listen(element);
    await element.send('Hi');
    if (attributes['announce'] !== 'off') await waitUntil(() => said.length > 0 && said.at(-1) !== 'Waiting for the reply…');
    element.announce = 'full';
    await element.send('Hi again');
    await waitUntil(() => said.at(-1) === 'And the end.');
    return said.slice(0, -1);
  }

  it('the whole, where it is short', async () => {
    expect(await heard(answer('One. Two.'))).to.deep.equal(['One. Two.']);
  });

  it('its beginning, its length and the key to it, where it is long: of 10,000 tokens two announcements at most', async () => {
    const said = await heard(long);
    expect(said.length).to.be.at.most(2);
    expect(said.at(-1)).to.match(/^w0 w1 .{300,400} … Long reply, 10000 words\. Press F6 to read it\.$/);
  });

  it('whole sentences of the beginning', async () => {
    const text = Array.from({ length: 30 }, (_, index) => `This is sentence number ${index + 1}.`).join(' ');
    const [said] = await heard(answer(text));
    expect(said).to.match(/^This is sentence number 1\. .* number 1\d\. Long reply, 150 words\. Press F6 to read it\.$/);
  });

  it('the number in the language of the page', async () => {
    const { endpoint } = await script(long);
    const element = await chat(endpoint, { lang: 'de' });
    const said = listen(element);
    await element.send('Hi');
    await waitUntil(() => said.some((text) => text.includes('Lange Antwort')), 'said');
    expect(said.at(-1)).to.match(/ … Lange Antwort, 10000 Wörter\. F6 führt zu ihr\.$/);
  });

  it('announce="full": all of it', async () => {
    const said = await heard(long, { announce: 'full' });
    expect(said.at(-1)).to.equal(`${tokens.join('').trim()}.`);
  });

  it('announce="brief": that it is complete', async () => {
    expect(await heard(answer('No.'), { announce: 'brief' })).to.deep.equal(['The reply is complete.']);
  });

  it('announce="off": nothing', async () => {
    expect(await heard(answer('No.'), { announce: 'off' })).to.deep.equal([]);
  });

  for (const announce of ['auto', 'off']) {
    it(`announce="${announce}": an error, once, in the visitor's words`, async () => {
      expect(await heard(refused, { announce })).to.deep.equal([refusal]);
    });

    it(`announce="${announce}": that a filter has ended it`, async () => {
      const { endpoint } = await script({
        status: 200,
        steps: [{ write: sse(chunk({ content: 'Half' }), chunk({}, 'content_filter'), '[DONE]') }],
      });
      const element = await chat(endpoint, { announce });
      const said = listen(element);
      await element.send('Hi');
      await waitUntil(() => said.length > 0);
      expect(said).to.deep.equal(['The assistant will not answer this. You can ask something else.']);
    });

    it(`announce="${announce}": the question of a tool, with the key to it`, async () => {
      const { endpoint } = await script(calling, answer('Cancelled.'));
      const element = await chat(endpoint, { announce });
      element.tools = tools;
      const said = listen(element);
      void element.send('Hi');
      await waitUntil(() => said.length > 0);
      expect(said).to.deep.equal(['May the assistant use “cancel_order”? Press F6 to answer.']);
      element.stop();
    });
  }

  it('the next question too, when the card of the first one is there already', async () => {
    const { endpoint } = await script(calling, calling);
    const element = await chat(endpoint);
    element.tools = tools;
    const said = listen(element);
    const questions = (): number => said.filter((text) => text.startsWith('May the assistant')).length;
    for (const times of [1, 2]) {
      const sent = element.send('Hi');
      await waitUntil(() => questions() === times);
      element.stop();
      await sent;
    }
  });

  it('that it was cut', async () => {
    const cut = { status: 200, steps: [{ write: sse(chunk({ content: 'One two' }), chunk({}, 'length'), '[DONE]') }] };
    expect(await heard(cut)).to.deep.equal(['One two. The reply reached its length limit.']);
    expect(await heard(cut, { announce: 'brief' })).to.deep.equal(['The reply reached its length limit.']);
  });

  it('nothing, where the page shows its error itself', async () => {
    const { endpoint } = await script(refused, answer('Yes.'));
    const element = await chat(endpoint);
    element.addEventListener('chat-error', (event) => event.preventDefault());
    const said = listen(element);
    await element.send('Hi');
    await element.send('Hi');
    await waitUntil(() => said.includes('Yes.'));
    expect(said).to.deep.equal(['Yes.']);
  });

  it('nothing of history and of what the page adds', async () => {
    const { endpoint } = await script(answer('Two.'));
    const element = await chat(endpoint);
    const said = listen(element);
    element.messages = [
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'One.' },
    ];
    element.addMessage({ role: 'assistant', content: 'And welcome.' });
    await waitUntil(() => parts(element, 'message').length === 3);
    await element.send('Two?');
    await waitUntil(() => said.includes('Two.'));
    expect(said).to.deep.equal(['Two.']);
  });

  it('which version it is, where it was answered again', async () => {
    const { endpoint } = await script(answer('One.'), answer('Two.'));
    const element = await chat(endpoint);
    const said = listen(element);
    await element.send('Hi');
    await waitUntil(() => said.includes('One.'));
    await element.regenerate();
    await waitUntil(() => said.length > 1);
    expect(said).to.deep.equal(['One.', 'Version 2 of 2. Two.']);
  });

  it('"Stopped." alone, where the visitor has stopped it', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'Half an answer' })) }, 'hang'] });
    const element = await chat(endpoint);
    const said = listen(element);
    void element.send('Hi');
    await waitUntil(() => part(element, 'assistant body')?.textContent.includes('Half'));
    element.stop();
    await waitUntil(() => said.includes('Stopped.'));
    expect(said).to.deep.equal(['Stopped.']);
  });
});

describe('of what the visitor does is said', () => {
  /** A conversation in which nothing is being said any more. */
  async function talked(text: string, attributes: Record<string, string> = {}): Promise<{ element: Chat8080; said: string[] }> {
    const { endpoint } = await script(answer(text), answer('Two.'));
    const element = await chat(endpoint, { announce: 'off', ...attributes });
    await element.send('Hi');
    await waitUntil(() => part(element, 'assistant copy-button'));
    return { element, said: listen(element) };
  }

  function withClipboard(): void {
    const clipboard = { write: () => Promise.resolve(), writeText: () => Promise.resolve() };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  }
  afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

  it('that a message was copied, once: its button keeps its name', async () => {
    withClipboard();
    const { element, said } = await talked('One.');
    const button = part(element, 'assistant copy-button')!;
    button.click();
    await waitUntil(() => said.length > 0);
    expect(said).to.deep.equal(['Message copied.']);
    expect(button.ariaLabel).to.equal('Copy message');
  });

  it('that code was copied, once: its button keeps its name, which is another one', async () => {
    withClipboard();
    const { element, said } = await talked('```\none\n```');
    const button = part(element, 'code-copy')!;
    expect(button.ariaLabel).to.equal('Copy code');
    button.click();
    await waitUntil(() => said.length > 0 && button.textContent === 'Copied');
    expect(said).to.deep.equal(['Code copied.']);
    expect(button.ariaLabel).to.equal('Copy code');
  });

  it('which version they have gone to', async () => {
    const { element, said } = await talked('One.');
    await element.regenerate();
    await waitUntil(() => part(element, 'previous-button'));
    part(element, 'previous-button')!.click();
    await waitUntil(() => said.length > 0);
    expect(said).to.deep.equal(['Version 1 of 2.']);
  });

  it('that a conversation is new, and that the old one is back', async () => {
    const { element, said } = await talked('One.');
    part(element, 'clear-button')!.click();
    await waitUntil(() => part(element, 'restore-button') && said.length === 1);
    part(element, 'restore-button')!.click();
    await waitUntil(() => said.length === 2);
    expect(said).to.deep.equal([speechWords.cleared, 'Conversation restored.']);
  });

  for (const [name, greeting, slotted] of [
    ['the greeting', 'Bread, cakes?', []],
    ['what the page has put in its place', 'Bread, cakes', ['Welcome', 'Ask about bread']],
  ] as const) {
    it(`when they open the chat: ${name}`, async () => {
      const element = await chat('/v1', { mode: 'floating', greeting });
      for (const text of slotted) {
        const paragraph = document.createElement('p');
        paragraph.slot = 'welcome';
        paragraph.append(text);
        element.append(paragraph);
      }
      await waitUntil(() => part(element, 'launcher') && find(element, 'div[aria-live]'));
      const said = listen(element);
      part(element, 'launcher')!.click();
      await waitUntil(() => said.length > 0);
      expect(said).to.deep.equal([slotted.length > 0 ? 'Welcome. Ask about bread.' : 'Bread, cakes?']);
    });
  }

  it('nothing, where the page has opened it as it loads', async () => {
    const { endpoint } = await script(answer('One.'));
    const element = await chat(endpoint, { mode: 'floating', open: '', greeting: 'Bread, cakes?' });
    await waitUntil(() => part(element, 'transcript'));
    const said = listen(element);
    await new Promise((resolve) => setTimeout(resolve, 700)); // longer than it takes to say a greeting
    await element.send('Hi');
    await waitUntil(() => said.length > 0);
    expect(said).to.deep.equal(['One.']);
  });
});

describe('a question whether a tool may run', () => {
  async function asked(): Promise<Chat8080> {
    const { endpoint } = await script(calling, answer('Cancelled.'));
    const element = await chat(endpoint);
    element.tools = tools;
    void element.send('Hi');
    await waitUntil(() => part(element, 'deny-button'));
    return element;
  }

  it('describes both buttons, and names what they stand in', async () => {
    const element = await asked();
    const textOf = (ids: string | null): string =>
      (ids ?? '')
        .split(' ')
        .map((id) => find(element, `[id="${id}"]`)!.textContent)
        .join(' ');
    const question = 'May the assistant use “cancel_order”?';
    expect(textOf(part(element, 'deny-button')!.getAttribute('aria-describedby'))).to.equal(question);
    expect(textOf(part(element, 'approve-button')!.getAttribute('aria-describedby'))).to.contain(question);
    expect(textOf(part(element, 'tool')!.getAttribute('aria-labelledby'))).to.equal(question);
    expect(part(element, 'tool')!.role).to.equal('group');
    element.stop();
  });

  it('is where F6 leads, from the input and from the transcript', async () => {
    const element = await asked();
    const active = (): Element | null => element.shadowRoot!.activeElement;
    element.focus();
    await press('F6');
    await waitUntil(() => active() === part(element, 'tool'), 'the question has the focus');
    await press('Escape');
    await waitUntil(() => active() === part(element, 'assistant'), 'its message has the focus');
    await press('F6');
    await waitUntil(() => active() === part(element, 'tool'), 'the question has the focus again');
    await press('F6');
    await waitUntil(() => active() === find(element, 'textarea'), 'the input has the focus');
    element.stop();
  });
});

describe('the hidden heading of a message', () => {
  it('is a line of its own, above the text: reading goes on with the first line', async () => {
    const { endpoint } = await script(answer('One.'));
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'assistant copy-button'));
    for (const message of parts(element, 'message')) {
      const boxOf = (selector: string): DOMRect => {
        const range = document.createRange();
        range.selectNodeContents(message.querySelector(selector)!);
        return range.getBoundingClientRect();
      };
      expect(boxOf('[role=heading]').bottom).to.be.at.most(boxOf('[part~=body]').top + 0.5);
    }
  });
});

describe('that a reply is waited for', () => {
  it('is said after a second', async () => {
    const { endpoint } = await script({ status: 200, steps: ['hang'] });
    const element = await chat(endpoint);
    const said = listen(element);
    void element.send('Hi');
    await waitUntil(() => said.length > 0);
    expect(said).to.deep.equal(['Waiting for the reply…']);
    element.stop();
  });

  it('is not said once something has come', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [{ write: sse(chunk({ content: 'One' })) }, { wait: 1500 }, { write: reply(' two.') }],
    });
    const element = await chat(endpoint);
    const said = listen(element);
    await element.send('Hi');
    await waitUntil(() => said.length > 0);
    expect(said).to.deep.equal(['One two.']);
  });
});

describe('a text that is said', () => {
  const draw = (markdown: string): HTMLElement => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false, imageHosts: ['a.b'] });
    stream.append(markdown);
    void stream.end();
    stream.flush();
    return target;
  };
  const say = (...drawn: Element[]): string[] => blocksOf(drawn, speechWords);

  const rows: Record<string, [markdown: string, said: string[]]> = {
    'ends each block': [
      '# One\n\nTwo *three*\nfour\n\n- five\n- six: \n\n> seven?',
      ['One.', 'Two three four.', 'five.', 'six:', 'seven?'],
    ],
    'has lists in lists': ['- one\n  - two\n  - three', ['one.', 'two.', 'three.']],
    'has no addresses': ['[one](https://example.com/x) two.', ['one two.']],
    'says of a table how large it is': [
      'One\n\n| a | b | c |\n|-|-|-|\n| d | e | f |\n| g | h | i |\n| j | k | l |\n\nTwo',
      ['One.', 'Table, 3 columns, 4 rows.', 'Two.'],
    ],
    'says of code in which language it is, and how long': [
      '```sql\nselect 1;\n\nselect 2;\n```\n\n```python\na\n```\n\n    b',
      ['Code, SQL, 3 lines.', 'Code, python, 1 line.', 'Code, 1 line.'],
    ],
    'says the code in a line': ['Say `x + 1`.', ['Say x + 1.']],
    'names pictures': ['![a loaf](http://a.b/) and ![a cake](http://c.d/)', ['a loaf and a cake.']],
    'says what is to do': ['- [x] one\n- [ ] two', ['Done one.', 'To do two.']],
    'keeps the signs of other scripts': ['你好。\n\nمرحبا؟', ['你好。', 'مرحبا؟']],
  };
  for (const [what, [markdown, said]] of Object.entries(rows)) {
    it(what, () => expect(say(draw(markdown))).to.deep.equal(said));
  }

  it('does not tell blocks in a wrapper from blocks without one', () => {
    const target = draw('One\n\nTwo');
    const wrapper = document.createElement('div');
    wrapper.append(...target.childNodes);
    target.append(wrapper);
    expect(say(target)).to.deep.equal(['One.', 'Two.']);
  });

  it('has "formula" for what is more than a row of signs', async () => {
    const target = draw('So \\(\\frac{a}{b}\\) and \\(x=5\\) it is.');
    await waitUntil(() => target.querySelectorAll('math').length === 2, 'the library has come');
    expect(say(target)).to.deep.equal(['So formula and x=5 it is.']);
  });

  it('leaves out what is folded', () => {
    expect(say(draw('<details><summary>More</summary>\n\nfolded\n\n</details>\n\nAfter'))).to.deep.equal(['More.', 'After.']);
  });

  it('begins with whole sentences', () => {
    expect(beginningOf(['One. Two.', 'Three.', 'Four.'], 15)).to.equal('One. Two.');
    expect(beginningOf(['One. Two.', 'Three.', 'Four.'], 16)).to.equal('One. Two. Three.');
  });

  it('begins with words where the first sentence is too long', () => {
    expect(beginningOf(['One two three four.'], 9)).to.equal('One two …');
  });
});
