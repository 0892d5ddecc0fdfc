/** The element as HTML would have it, moved and removed, and its names. */
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Conversation } from '../../src/headless.js';
import { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, messages, part, parts, textarea } from './fixture.js';
import { listenToConsole } from './console.js';

let number = 0;
/** Defines the element under a name of its own, as late as a test likes. */
function define(name: string): void {
  customElements.define(name, class extends Chat8080 {});
}
function freshName(): string {
  return `chat-fresh-${++number}`;
}

/** An element that the browser does not know yet. */
function unknown(name: string): Chat8080 {
  const element: unknown = document.createElement(name);
  return element as Chat8080;
}

async function inPage(html: string): Promise<Chat8080> {
  const parent = document.createElement('div');
  parent.innerHTML = html;
  document.body.append(parent);
  const element = parent.firstElementChild as Chat8080;
  await element.updateComplete;
  return element;
}

const json = (options: object): string => `<script type="application/json">${JSON.stringify(options)}</script>`;

describe('properties that are set before the definition count', () => {
  const conversation = new Conversation({ endpoint: '/v1' });
  conversation.addMessage({ role: 'user', content: 'from elsewhere' });
  const rows: [name: string, value: unknown, shows: (element: Chat8080) => unknown, shown: unknown][] = [
    ['label', 'Help', (element) => part(element, 'title')!.textContent, 'Help'],
    ['headingLevel', 5, (element) => part(element, 'title')!.ariaLevel, '4'],
    ['disabled', true, (element) => textarea(element).disabled, true],
    ['mode', 'floating', (element) => find(element, 'dialog') !== null, true],
    ['messages', [{ role: 'user', content: 'before' }], (element) => messages(element), [['user', 'before']]],
    ['value', 'a draft', (element) => textarea(element).value, 'a draft'],
    [
      'suggestions',
      ['One', 'Two'],
      (element) => parts(element, 'suggestion').map((each) => each.textContent.trim()),
      ['One', 'Two'],
    ],
    ['conversation', conversation, (element) => messages(element), [['user', 'from elsewhere']]],
    ['strings', { send: 'Go' }, (element) => part(element, 'send-button')!.ariaLabel, 'Go'],
    ['maxLength', 40, (element) => textarea(element).maxLength, 40],
  ];
  for (const [name, value, shows, shown] of rows) {
    it(name, async () => {
      const tag = freshName();
      const element = unknown(tag);
      Object.assign(element, { endpoint: '/v1', [name]: value });
      document.body.append(element);
      define(tag);
      await element.updateComplete;
      if (name === 'mode') await waitUntil(() => find(element, 'dialog')); // its part is loaded then
      expect(shows(element)).to.deep.equal(shown);
      expect(Object.hasOwn(element, name), 'the class has it now').to.equal(false);
      element.remove();
    });
  }

  it('tools, params and headers', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const tag = freshName();
    const element = unknown(tag);
    const tool = { name: 'now', inputSchema: {}, execute: () => 0 };
    Object.assign(element, { endpoint, tools: [tool], params: { user: 'me' }, headers: { 'x-a': 'b' } });
    document.body.append(element);
    define(tag);
    await element.send('hi');
    const [request] = await log();
    expect(request!.body).to.include({ user: 'me' }).and.to.have.property('tools');
    expect(request!.headers['x-a']).to.equal('b');
    element.remove();
  });
});

describe('attributes', () => {
  it('a fresh element serialises without any, also after it was drawn', async () => {
    const element = document.createElement('chat-8080');
    expect(element.outerHTML).to.equal('<chat-8080></chat-8080>');
    element.endpoint = '/v1';
    document.body.append(element);
    await element.updateComplete;
    expect(element.outerHTML).to.equal('<chat-8080></chat-8080>');
    element.remove();
  });

  const values: Record<string, string> = { 'heading-level': '5', temperature: '1', maxlength: '9' };
  for (const [property, { attribute, type }] of Chat8080.elementProperties) {
    if (attribute === false) continue;
    const name = typeof attribute === 'string' ? attribute : String(property).toLowerCase();
    it(`${name} gives its default back when it is removed`, async () => {
      const element = await chat('/v1');
      if (name === 'endpoint') element.endpoint = undefined;
      const before = (element as unknown as Record<PropertyKey, unknown>)[property];
      element.setAttribute(name, type === Boolean ? '' : (values[name] ?? 'floating'));
      await element.updateComplete;
      expect((element as unknown as Record<PropertyKey, unknown>)[property]).not.to.equal(before);
      element.removeAttribute(name);
      await element.updateComplete;
      expect((element as unknown as Record<PropertyKey, unknown>)[property]).to.equal(before);
      expect(before === undefined || before === false).to.equal(true);
      expect(element.hasAttribute(name)).to.equal(false);
    });
  }

  it('without its endpoint again, the chat asks nobody', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await element.send('hi');
    element.endpoint = undefined;
    await element.updateComplete;
    expect((await element.send('again'))!.error!.code).to.equal('configuration');
    expect(await log()).to.have.length(1);
  });

  const enumerations: Record<string, [value: string, isTaken: (element: Chat8080) => boolean]> = {
    mode: ['Floating', (element) => find(element, 'dialog') !== null],
    'submit-on': ['MOD-ENTER', (element) => textarea(element).getAttribute('enterkeyhint') !== 'send'],
    theme: ['Dark', (element) => getComputedStyle(element).colorScheme === 'dark'],
  };
  for (const [name, [value, isTaken]] of Object.entries(enumerations)) {
    it(`${name} is read without regard to case, and an unknown word is the default, with one hint`, async () => {
      const said = listenToConsole();
      const element = await chat('/v1', { [name]: value });
      await waitUntil(() => isTaken(element));
      expect(said()).to.deep.equal([]);
      element.setAttribute(name, 'nonsense');
      await element.updateComplete;
      element.requestUpdate();
      await element.updateComplete;
      expect(isTaken(element)).to.equal(false);
      await waitUntil(() => said().length > 0);
      expect(said()).to.have.length(1);
      expect(said()[0]).to.include('[invalid-value]').and.to.include(`${name}="nonsense"`);
      said.end();
    });
  }
});

describe('an attribute beats the JSON child, which beats the default', () => {
  const rows: [name: string, json: unknown, attribute: string, property: string, fromJson: unknown, fromAttribute: unknown][] = [
    ['label', 'JSON', 'Attribute', 'label', 'JSON', 'Attribute'],
    ['temperature', 0.5, '0', 'temperature', 0.5, 0],
    ['heading-level', 2, '4', 'headingLevel', 2, 4],
    ['without-copy', true, '', 'withoutCopy', true, true],
    ['open', true, '', 'open', true, true],
    ['stop', ['a', 'b'], 'c', 'stopSequences', ['a', 'b'], 'c'],
    ['mode', 'floating', 'fullscreen', 'mode', 'floating', 'fullscreen'],
  ];
  for (const [name, value, attribute, property, fromJson, fromAttribute] of rows) {
    it(name, async () => {
      const read = (element: Chat8080): unknown => (element as unknown as Record<string, unknown>)[property];
      expect(read(await inPage(`<chat-8080 endpoint="/v1">${json({ [name]: value })}</chat-8080>`))).to.deep.equal(fromJson);
      const both = await inPage(`<chat-8080 endpoint="/v1" ${name}="${attribute}">${json({ [name]: value })}</chat-8080>`);
      expect(read(both)).to.deep.equal(fromAttribute);
    });
  }

  it('lists and everything else that is a property alone can be in it too', async () => {
    const element = await inPage(
      `<chat-8080>${json({
        endpoint: '/v1',
        'image-hosts': ['example.com', 'example.org'],
        suggestions: ['One'],
        messages: [{ role: 'assistant', content: 'Welcome' }],
        value: 'a draft',
        strings: { send: 'Go' },
      })}</chat-8080>`,
    );
    expect(messages(element)).to.deep.equal([['assistant', 'Welcome']]);
    expect(textarea(element).value).to.equal('a draft');
    expect(part(element, 'send-button')!.ariaLabel).to.equal('Go');
    expect(element.suggestions).to.deep.equal(['One']);
  });

  it('a property that was set stands, also one that is 0', async () => {
    const element = document.createElement('chat-8080');
    element.innerHTML = json({ endpoint: '/json', temperature: 1 });
    element.endpoint = '/property';
    element.temperature = 0;
    document.body.append(element);
    await element.updateComplete;
    expect([element.endpoint, element.temperature]).to.deep.equal(['/property', 0]);
    element.remove();
  });
});

describe('moved and removed', () => {
  it('removal ends the request, and being put elsewhere later the chat works on', async () => {
    const { endpoint, log } = await script(
      { status: 200, steps: [{ write: sse(chunk({ content: 'half' })) }, 'hang'] },
      { status: 200, steps: [{ write: reply('whole') }] },
    );
    const element = await chat(endpoint);
    const parent = element.parentElement!;
    const sent = element.send('hi');
    await waitUntil(() => element.messages[1]?.parts.length === 1);
    element.remove();
    expect((await sent)!.status).to.equal('stopped');
    await waitUntil(async () => (await log())[0]!.closedAt !== undefined);
    parent.append(element);
    await element.send('again');
    await element.updateComplete;
    await waitUntil(() => messages(element)[3]?.[1] === 'whole');
  });

  for (const way of ['append', 'insertBefore', 'replaceChildren', 'moveBefore'] as const) {
    it(`moving it in the document by ${way} loses no token`, async function () {
      if (way === 'moveBefore' && !('moveBefore' in document.body)) this.skip();
      const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
      const steps = words.flatMap((word) => [{ write: sse(chunk({ content: word })) }, { wait: 5 }]);
      const { endpoint, log } = await script({ status: 200, steps: [...steps, { write: sse(chunk({}, 'stop'), '[DONE]') }] });
      const element = await chat(endpoint);
      const [first, second] = [document.createElement('div'), document.createElement('section')];
      element.parentElement!.append(first, second);
      const sent = element.send('hi');
      const move = (to: HTMLElement): void => {
        if (way === 'insertBefore') to.insertBefore(element, null);
        else if (way === 'moveBefore')
          (to as unknown as { moveBefore: (node: Node, before: null) => void }).moveBefore(element, null);
        else to[way](element);
      };
      for (let moves = 0; element.status !== 'idle' || moves === 0; moves++) {
        if (element.status === 'streaming') move(moves % 2 === 0 ? first : second);
        await new Promise(requestAnimationFrame);
        if (moves > 2_000) throw new Error('The reply did not end.');
      }
      expect((await sent)!.status).to.equal('done');
      await element.updateComplete;
      await waitUntil(() => messages(element)[1]?.[1]?.trim() === words.join('').trim());
      expect(await log()).to.have.length(1);
    });
  }

  it('moved while it waits, it still says so, and can be stopped', async () => {
    const { endpoint } = await script({ status: 200, steps: ['hang'] });
    const element = await chat(endpoint);
    const sent = element.send('hi');
    await waitUntil(() => part(element, 'stop-button'));
    const other = document.createElement('div');
    element.parentElement!.append(other);
    other.append(element);
    await element.updateComplete;
    await waitUntil(() => part(element, 'stop-button'));
    part(element, 'stop-button')!.click();
    expect((await sent)!.status).to.equal('stopped');
  });
});

describe('names', () => {
  /** What comes from Lit, or from the class itself and is public: everything that a framework could meet. */
  const members = new Set<string>();
  for (
    let prototype: object = Chat8080.prototype;
    prototype !== HTMLElement.prototype;
    prototype = Object.getPrototypeOf(prototype) as object
  )
    for (const name of Object.getOwnPropertyNames(prototype)) members.add(name);
  const shadowing = [...members].filter((name) => name in HTMLElement.prototype);

  it('no public name begins with "on"', () => {
    expect([...members].filter((name) => /^on/i.test(name))).to.deep.equal([]);
  });

  it('none shadows a member of HTMLElement, but the constructor and focus(), which is what HTML means by it', () => {
    expect(shadowing.toSorted()).to.deep.equal(['constructor', 'focus']);
  });

  it('an instance has no own member that does', () => {
    const own = Object.getOwnPropertyNames(document.createElement('chat-8080'));
    const plain = new Set(
      Object.getOwnPropertyNames(
        new (class extends LitElement {
          static {
            customElements.define('plain-lit', this);
          }
        })(),
      ),
    );
    expect(own.filter((name) => !plain.has(name) && name in HTMLElement.prototype)).to.deep.equal([]);
  });
});
