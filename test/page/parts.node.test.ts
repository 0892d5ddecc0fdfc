/** What the parts of the built script do while they are on their way, as real files. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import type { HTTPRequest, Page } from 'puppeteer-core';
import type { PartName } from '../../src/parts.js';
import { useDemo } from '../support/demo-browser.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { openChatPage } from './chat-page.js';

/** Words of each part that the script does not say. */
const sentences = {
  persistence: ['The page was left before the reply was complete.', '__proto__'],
  tools: ['There is no tool named', 'must have the property'],
} satisfies Partial<Record<PartName, string[]>>;

/** What the chat showed when its first render was over. */
interface First {
  messages: string[];
  draft: string;
}

describe('a part that comes late', () => {
  const demo = useDemo();
  const opened: Listening[] = [];
  after(async () => {
    await Promise.all(opened.map((server) => server.close()));
  });

  /**
   * A page on an origin of its own with a chat.
   * - `children`: its children, in HTML
   * - `early` and `script`: run before the chat is defined, and when it has been rendered for the first time; it is `chat`
   */
  const open = async (
    { attributes = '', children = '', script = '', early = '' } = {},
    prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
  ) => {
    const site = await startFiles({
      '/page': `<!doctype html><meta charset="utf-8"><title>A page</title>
        <chat-8080 endpoint="${demo.url}/v1" model="8080/taalas/llama3.1-8b-instruct" storage-key="chat-8080" ${attributes}>${children}</chat-8080>
        <script>
          const chat = document.querySelector('chat-8080');
          ${early}
          customElements.whenDefined('chat-8080').then(async () => {
            customElements.upgrade(chat);
            await chat.updateComplete;
            const texts = [...chat.shadowRoot.querySelectorAll('[part~=message] [part~=body]')].map((text) => text.textContent);
            window.first = { messages: texts, draft: chat.shadowRoot.querySelector('textarea')?.value };
            ${script}
          });
        </script>
        <script src="/dist/chat-8080.js"></script>`,
    });
    opened.push(site);
    const asked: string[] = [];
    const chat = await openChatPage(demo.browser, `${site.url}/page`, async (page) => {
      page.on('request', (request) => asked.push(request.url().split('/').at(-1) ?? ''));
      await prepare(page);
    });
    return { ...chat, asked };
  };

  const ask = async (chat: Awaited<ReturnType<typeof open>>, text: string): Promise<void> => {
    await chat.type(text);
    await chat.page.keyboard.press('Enter');
  };

  /** What the first render showed after the page was loaded anew. */
  const firstOf = async (page: Page): Promise<First> => {
    await page.waitForFunction('window.first');
    return (await page.evaluate('window.first')) as First;
  };

  for (const [part, own] of Object.entries(sentences)) {
    it(`${part} is in its file and not in the script`, () => {
      const [script = '', text = ''] = ['chat-8080', `chat-8080/${part}`].map((file) => readFileSync(`dist/${file}.js`, 'utf8'));
      for (const sentence of own) {
        assert.ok(text.includes(sentence), `the part does not say ${sentence}`);
        assert.ok(!script.includes(sentence), `the script says ${sentence}`);
      }
    });
  }

  it('a reply that ends before the floating panel has come is unread all the same', async () => {
    let release: () => void = () => undefined;
    const chat = await open(
      {
        attributes: 'mode="floating"',
        script: `await chat.send('/echo Hi'); window.early = !chat.shadowRoot.querySelector('[part~=launcher]'); release();`,
      },
      async (page) => {
        await page.exposeFunction('release', () => {
          release();
        });
        await page.setRequestInterception(true);
        page.on('request', (request) => {
          if (request.url().endsWith('/chat-8080/floating.js')) release = () => void request.continue();
          else void request.continue();
        });
      },
    );
    assert.equal(await chat.page.evaluate('window.early'), true);
    await chat.page.waitForFunction(`chat.shadowRoot.querySelector('[part~=badge]')?.textContent.trim() === '1'`);
    await chat.page.close();
  });

  it('a message that is sent before its looks have come waits for them, so that it does not shift; but not for ever', async () => {
    let release: () => void = () => undefined;
    const chat = await open({}, async (page) => {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (request.url().endsWith('/chat-8080/transcript.js')) release = () => void request.continue();
        else void request.continue();
      });
    });
    const { page } = chat;
    await page.evaluate(`
      window.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift' });
      window.frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      window.isSeen = () => chat.shadowRoot.querySelector('[part~=user] [part~=body]').checkVisibility({ visibilityProperty: true });`);
    assert.equal(await page.evaluate(`(async () => { void chat.send('/echo Hi'); await frame(); return isSeen(); })()`), false);
    release();
    await page.waitForFunction('isSeen()');
    await chat.message('assistant', 0, (text) => text === 'Hi');
    assert.deepEqual(await page.evaluate('frame().then(() => shifts)'), []);
    assert.deepEqual(chat.complaints, []);

    await page.reload();
    await page.evaluate(`
      window.isSeen = () => chat.shadowRoot.querySelector('[part~=user] [part~=body]')?.checkVisibility({ visibilityProperty: true });
      void customElements.whenDefined('chat-8080').then(() => chat.send('/echo Hi'));`);
    await page.waitForFunction('isSeen()', { timeout: 5_000 });
    await chat.message('assistant', 0, (text) => text === 'Hi');
    await page.close();
  });

  it('the colours of code come without rendering anything anew', async () => {
    let hold: (request: HTTPRequest) => void;
    const held = new Promise<HTTPRequest>((resolve) => (hold = resolve));
    const { page } = await open({}, async (page) => {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (request.url().endsWith('/chat-8080/code.js')) hold(request);
        else void request.continue();
      });
    });
    await page.evaluate(`(async () => {
      chat.messages = [{ role: 'assistant', content: '\`\`\`js\\nlet answer = 42;\\n\`\`\`' }];
      window.updates = 0;
      const code = () => chat.shadowRoot.querySelector('pre code');
      window.isColoured = () => getComputedStyle(code(), '::highlight(chat-8080-keyword)').color !== getComputedStyle(code()).color;
      window.frame = () => new Promise(requestAnimationFrame);
      while (!code() || !CSS.highlights.has('chat-8080-keyword')) await frame();
      chat.addController({ hostUpdate: () => updates++ });
      // All else that is yet to be rendered.
      do {
        updates = 0;
        for (let frames = 0; frames < 5; frames++) await frame();
      } while (updates > 0);
    })()`);
    assert.equal(await page.evaluate('isColoured()'), false);
    await (await held).continue();
    await page.waitForFunction('isColoured()');
    assert.equal(await page.evaluate('frame().then(() => updates)'), 0);
    await page.close();
  });

  it('is not asked for by a page that needs none of it', async () => {
    const chat = await open();
    await ask(chat, '/echo Hi');
    await chat.message('assistant', 0, (text) => text === 'Hi');
    assert.ok(chat.asked.includes('chat-8080.js'));
    assert.deepEqual(
      chat.asked.filter((file) => file === 'persistence.js' || file === 'tools.js'),
      [],
    );
    assert.deepEqual(chat.complaints, []);
    await chat.page.close();
  });

  const ways: Record<string, { attributes?: string; children?: string; early?: string }> = {
    'as an attribute': { attributes: 'persist="session"' },
    'as a property, set before the element was defined': { early: `chat.persist = 'session';` },
    'in the JSON': { children: '<script type="application/json">{"persist": "session"}</script>' },
  };
  for (const [way, chatWith] of Object.entries(ways)) {
    it(`persist ${way}: messages and draft stand in the first render after a reload`, async () => {
      const chat = await open(chatWith);
      await ask(chat, '/echo Hi');
      await chat.message('assistant', 0, (text) => text === 'Hi');
      await chat.type('a draft');
      await chat.page.reload();
      assert.deepEqual(await firstOf(chat.page), { messages: ['/echo Hi', 'Hi'], draft: 'a draft' });
      assert.deepEqual(chat.complaints, []);
      await chat.page.close();
    });
  }

  const later = `chat.persist = 'session';`;
  const isReplyStored = `JSON.parse(sessionStorage.getItem('chat-8080'))?.messages[1]?.status === 'done'`;
  it('persist as a property, set after the first render, brings the messages back', async () => {
    const chat = await open({ script: later });
    await ask(chat, '/echo Hi');
    await chat.message('assistant', 0, (text) => text === 'Hi');
    await chat.page.waitForFunction(isReplyStored); // its file may come after the reply
    await chat.page.reload();
    await chat.message('assistant', 0, (text) => text === 'Hi');
    assert.deepEqual(chat.complaints, []);
    await chat.page.close();
  });

  it('what was said before the file of persist came is kept', async () => {
    const requests: HTTPRequest[] = [];
    const chat = await open({ script: later }, async (page) => {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (request.url().endsWith('/persistence.js')) requests.push(request);
        else void request.continue();
      });
    });
    /** Lets the file come, and waits until it has done its work. */
    const release = async (): Promise<void> => {
      await requests.shift()?.continue();
      await chat.page.waitForFunction(isReplyStored);
    };
    await ask(chat, '/echo one');
    await chat.message('assistant', 0, (text) => text === 'one');
    await release();
    await chat.page.reload();
    await chat.page.waitForFunction(`chat.shadowRoot?.querySelector('textarea')`);
    await ask(chat, '/echo two');
    await chat.message('assistant', -1, (text) => text === 'two');
    await release();
    await chat.page.waitForFunction(`sessionStorage.getItem('chat-8080').includes('two')`);
    const kept = (await chat.page.evaluate(`sessionStorage.getItem('chat-8080')`)) as string;
    assert.ok(kept.includes('one') && kept.includes('two'));
    await chat.page.close();
  });

  const tools = `chat.tools = [{
    name: 'sky',
    confirm: () => { window.asked = true; return false; },
    execute: () => { window.ran = true; return 'It is blue.'; },
  }];`;

  it('a tool runs, and the model is told what it gave', async () => {
    const chat = await open({ script: tools });
    await ask(chat, '/tool sky');
    await chat.message('assistant', 0, (text) => text.includes('It is blue.'));
    assert.ok(chat.asked.includes('tools.js'));
    assert.deepEqual(chat.complaints, []);
    await chat.page.close();
  });

  it('a reply that is stopped while the file comes is over at once, and runs nothing later', async () => {
    let arrive: () => Promise<void> = () => Promise.reject(new Error('tools.js was not asked for'));
    const chat = await open({ script: tools }, async (page) => {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (request.url().endsWith('/tools.js')) arrive = () => request.continue();
        else void request.continue();
      });
    });
    await ask(chat, '/tool sky');
    await chat.page.waitForFunction(`chat.status === 'tool'`);
    const status = await chat.page.evaluate(`chat.stop(); chat.messages[1].status`);
    assert.equal(status, 'stopped');
    const loaded = chat.page.waitForResponse((response) => response.url().endsWith('/tools.js'));
    await arrive();
    await loaded;
    await chat.page.evaluate(`import('/dist/chat-8080/tools.js')`); // it has been run when this is over
    const outcome = await chat.page.evaluate(
      `[chat.messages.length, chat.messages[1].parts[0].state, chat.status, !!window.asked]`,
    );
    assert.deepEqual(outcome, [2, 'stopped', 'idle', false]);
    await chat.page.close();
  });
});
