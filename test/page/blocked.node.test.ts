/** Each part of the table blocked: it costs its feature and one hint, and never a reply. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { parts, type PartName } from '../../src/parts.js';
import type { Answer } from '../support/scripted-server.js';
import { toolCall } from './guest-page.js';
import { startPartsSite, type Fate, type PartsSite } from './parts-site.js';
import { chunk } from './scroll-page.js';
import { answer } from './visitor-page.js';

interface Row {
  attributes?: string;
  /** Run when the element is defined; it is `chat`. */
  setUp?: string;
  children?: string;
  answers: Answer[];
  /** Words of the reply that are there with the part and without it. */
  says: string;
  /** What is there only without it: waiting for it with the part would be a race with the part. Default: `says`. */
  saysWithout?: string;
  /** Says that the part has done its work, or how its words look in the console. `find` looks in the shadow root. */
  works: string | RegExp;
  /** The one hint without it. Default: the part is missing. */
  hint?: RegExp;
}

const language = (lang: string): Row => ({
  attributes: `lang="${lang}"`,
  answers: [answer('A reply.')],
  says: 'A reply.',
  works: `find('[part~=send-button]').ariaLabel !== 'Send'`,
});

/** Without either part it stands as it was written. */
const formula: Row = {
  answers: [answer('So \\(a*b*c\\) it is.')],
  says: 'it is.',
  saysWithout: 'So \\(a*b*c\\) it is.',
  works: `find('math')`,
};

/** Everything that a screen reader is given to say, in `said`. */
const hear = `window.said = [];
  (function listen() {
    const region = find('div[aria-live=polite]');
    if (region) new MutationObserver((changes) => changes.forEach(({ addedNodes }) => said.push(...Array.from(addedNodes, (node) => node.textContent))))
      .observe(region, { childList: true });
    else setTimeout(listen, 20);
  })();`;

const rows: Record<PartName, Row> = {
  transcript: {
    answers: [answer('A **bold** reply.')],
    says: 'bold',
    works: `find('[part~=body] strong')`,
  },
  floating: {
    attributes: 'mode="floating" open',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=launcher]')`,
  },
  persistence: {
    attributes: 'persist="session" storage-key="chat-8080"',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `sessionStorage.getItem('chat-8080')?.includes('A reply.')`,
  },
  'kept-media': {
    attributes: 'persist="session" storage-key="chat-8080"',
    setUp: `chat.messages = [
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,' + 'A'.repeat(5000) } }] },
      { role: 'assistant', content: 'A square.' },
    ]`,
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `Object.keys(sessionStorage).some((name) => name.startsWith('chat-8080:kept:'))`,
  },
  clearing: {
    answers: [answer('A reply.'), answer('A reply.')],
    setUp: `(function press() {
      const button = find('[part~=clear-button]');
      if (button && chat.messages.at(-1)?.status === 'done') {
        button.click();
        (function ask() {
          if (chat.messages.length === 0) setTimeout(() => { window.canRestore = Boolean(find('[part~=restore-button]')); chat.send('Again'); }, 100);
          else setTimeout(ask, 20);
        })();
      } else setTimeout(press, 20);
    })()`,
    says: 'A reply.',
    works: 'window.canRestore',
  },
  copying: {
    setUp: `Object.defineProperty(navigator, 'clipboard', { value: {
      write: async ([item]) => { window.html = await (await item.getType('text/html')).text(); },
      writeText: async () => undefined,
    } });
    (function press() {
      const button = find('[part~=assistant] [part~=copy-button]');
      if (button && chat.status === 'idle') button.click();
      else setTimeout(press, 20);
    })()`,
    answers: [answer('A **bold** reply.')],
    says: 'bold',
    works: `window.html === '<p dir="ltr">A <strong>bold</strong> reply.</p>'`,
  },
  editing: {
    // Pressed as soon as it does anything: with the part it then gives way to the text that is edited.
    setUp: `(function press() {
      const button = find('[part~=edit-button]');
      if (button && chat.status === 'idle') button.click();
      else setTimeout(press, 20);
    })()`,
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=user] textarea')`,
  },
  failure: {
    answers: [{ status: 403, steps: [{ write: '{}' }] }, answer('A reply.')],
    setUp: `(function retry() {
      const failed = find('[part~=error]');
      window.text ??= failed?.querySelector('bdi')?.checkVisibility({ visibilityProperty: true }) ? failed.textContent : undefined;
      if (window.text) failed.querySelector('[part~=retry-button]').click();
      else setTimeout(retry, 20);
    })()`,
    says: 'A reply.',
    works: `window.text.includes('not available to you here')`,
  },
  media: {
    answers: [
      {
        status: 200,
        steps: [
          {
            write: `data: {"choices":[{"index":0,"delta":{"images":[{"image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}]}}]}\n\n${chunk('A reply.')}${chunk('', 'stop')}data: [DONE]\n\n`,
          },
        ],
      },
    ],
    says: 'A reply.',
    works: `find('[part~=picture] img')`,
  },
  sources: {
    // As the proxy says them: before the reply.
    answers: [
      {
        status: 200,
        steps: [
          {
            write: `data: {"choices":[{"index":0,"delta":{"annotations":[{"url_citation":{"url":"https://a.test/"}}]}}]}\n\n${chunk('A reply.')}${chunk('', 'stop')}data: [DONE]\n\n`,
          },
        ],
      },
    ],
    says: 'A reply.',
    works: `find('[part~=sources]')`,
  },
  queue: {
    // While the first reply is coming, which goes on until the part has been seen, or had its time.
    setUp: `(function ask() {
      if (chat.status !== 'streaming') return setTimeout(ask, 20);
      void chat.send('And?');
      const deadline = performance.now() + 5000;
      (function look() {
        window.queued = Boolean(find('[part~=queue]'));
        if (window.queued || performance.now() > deadline) chat.stop();
        else setTimeout(look, 20);
      })();
    })()`,
    answers: [{ status: 200, steps: [{ write: chunk('First.') }, 'hang'] }, answer('A reply.')],
    says: 'A reply.',
    works: 'window.queued',
  },
  'page-theme': {
    attributes: 'theme-from="page"',
    setUp: `document.body.style.background = 'rgb(40, 20, 30)'`,
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `getComputedStyle(find('[part~=panel]')).backgroundColor === 'rgb(40, 20, 30)'`,
  },
  dictation: {
    attributes: 'dictation transcription-endpoint="/v1/audio/transcriptions"',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=dictate-button]')`,
  },
  'read-aloud': {
    attributes: 'read-aloud speech-endpoint="/v1/audio/speech"',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=read-button]')`,
  },
  extras: {
    attributes: 'contact="https://example.com/help"',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=contact-button]')`,
  },
  attachments: {
    attributes: 'accept="image/*"',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=attach-button]')`,
  },
  keys: {
    setUp: `(function press() {
      if (find('[part~=actions]') && chat.status === 'idle') {
        find('[part~=textarea]').dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', bubbles: true, composed: true, cancelable: true }));
      } else setTimeout(press, 20);
    })()`,
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `chat.shadowRoot.activeElement?.matches('[part~=message]')`,
  },
  tools: {
    setUp: `chat.tools = [{ name: 'sky', execute: () => { window.ran = true; } }]`,
    answers: [toolCall('sky', {}), answer('It goes on.')],
    says: 'It goes on.',
    works: 'window.ran',
  },
  attached: {
    // An older picture is named in its place.
    setUp: `chat.maxHistoryAttachments = 0;
      chat.messages = [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }] }, { role: 'assistant', content: 'A square.' }];
      chat.addEventListener('chat-request', ({ detail }) => { window.content = detail.body.messages[0].content; });`,
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `window.content === '[picture]'`,
  },
  speech: {
    setUp: hear,
    answers: [answer('A reply')],
    says: 'A reply',
    works: `said.includes('A reply.')`,
  },
  'tool-card': {
    setUp: `chat.tools = [{ name: 'sky', execute: () => 'clear' }]`,
    answers: [toolCall('sky', {}), answer('It goes on.')],
    says: 'It goes on.',
    works: `find('[part~=tool]')`,
  },
  'json-child': {
    children: '<script type="application/json">{"label": "From the JSON"}</script>',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=title]').textContent === 'From the JSON'`,
  },
  'page-check': {
    attributes: 'system="Be kind."',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: /\[unknown-attribute\]/,
  },
  'hint-texts': {
    attributes: 'mode="flaoting"',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: /The chat uses inline/,
    hint: /\[invalid-value\] mode flaoting .*\(hint-texts: .*hint-texts\.js/,
  },
  'locales/de': language('de'),
  'locales/es': language('es'),
  'locales/fr': language('fr'),
  'entity-table': {
    answers: [answer('The sum: &Sum;.')],
    says: 'The sum:',
    works: `find('[part~=assistant] [part~=body]').textContent.includes('∑')`,
  },
  'math-syntax': formula,
  math: formula,
  bylines: {
    attributes: 'timestamps',
    answers: [answer('A reply.')],
    says: 'A reply.',
    works: `find('[part~=message] time')`,
  },
  code: {
    answers: [answer(`\`\`\`js\nlet answer = ${'42 + '.repeat(80)}0;\n\`\`\`\n`)],
    says: 'let answer = 42',
    works:
      `find('[part~=code-wrap]') && ` +
      `getComputedStyle(find('pre code'), '::highlight(chat-8080-keyword)').color !== getComputedStyle(find('pre code')).color`,
  },
  highlight: {
    answers: [answer('```js\nlet answer = 42;\n```\n')],
    says: 'let answer = 42;',
    works: 'CSS.highlights.size > 0',
  },
};

const words = `const chat = document.querySelector('chat-8080'); const find = (selector) => chat.shadowRoot?.querySelector(selector);`;

interface Visit {
  page: Page;
  /** What the widget said in the console; not what the browser says of a file that is missing. */
  hints: string[];
  value: (expression: string) => Promise<unknown>;
  until: (expression: string) => Promise<unknown>;
  /** Until this is in the console. */
  heard: (text: RegExp) => Promise<void>;
  /** By keys, as a visitor does; waits until the reply is on the screen. */
  ask: (says: string) => Promise<void>;
}

describe('a part that is blocked', () => {
  let site: PartsSite;
  before(async () => (site = await startPartsSite()));
  after(() => site.close());

  async function visit({
    attributes = '',
    setUp = '',
    children = '',
    answers,
  }: Omit<Row, 'works' | 'says' | 'saysWithout'>): Promise<Visit> {
    const page = await site.browser.newPage();
    const hints: string[] = [];
    let listen: () => void = () => undefined;
    page.on('console', (message) => {
      // A reply that fails on purpose is told to the owner in any case.
      if (!message.text().startsWith('<chat-8080>') || message.text().includes('[request-')) return;
      hints.push(message.text());
      listen();
    });
    const endpoint = await site.endpoint(...answers);
    await page.goto(site.page(`<chat-8080 endpoint="${endpoint}" ${attributes}>${children}</chat-8080>`));
    const inPage = (expression: string): string => `(() => { ${words} return ${expression}; })()`;
    const until: Visit['until'] = (expression) => page.waitForFunction(inPage(expression), { timeout: 10_000 });
    await page.evaluate(`(() => { ${words} ${setUp} })()`);
    await until(`find('[part~=textarea]')`);
    return {
      page,
      hints,
      until,
      value: (expression) => page.evaluate(inPage(expression)),
      heard: async (text) => {
        while (!hints.some((hint) => text.test(hint))) await new Promise<void>((resolve) => (listen = resolve));
      },
      ask: async (says) => {
        await page.evaluate(inPage('chat.focus()'));
        await page.keyboard.type('Hello');
        await page.keyboard.press('Enter');
        await until(
          `[...chat.shadowRoot.querySelectorAll('[part~=assistant] [part~=body]')].at(-1)?.checkVisibility({ visibilityProperty: true }) && ` +
            `[...chat.shadowRoot.querySelectorAll('[part~=assistant]')].at(-1).textContent.includes(${JSON.stringify(says)}) && ` +
            `chat.status === 'idle'`,
        );
      },
    };
  }

  const block = (name: PartName, fate: Fate): void => {
    site.fate = (file) => (file === `chat-8080/${name}.js` ? fate : 'there');
  };

  const ways: [PartName, Fate][] = (Object.keys(parts) as PartName[]).map((name) => [name, 'missing']);
  for (const [name, fate] of [...ways, ['transcript', 'aborted'] as const]) {
    it(`${name}, ${fate}: its feature is gone, with one hint; the reply is there`, { timeout: 60_000 }, async () => {
      const {
        says,
        saysWithout = says,
        works,
        hint = new RegExp(`\\[missing-part\\] The part "${name}" could not be loaded \\(.*${name}\\.js`),
        ...row
      } = rows[name];
      site.fate = () => 'there';
      const whole = await visit(row);
      await whole.ask(says);
      await (typeof works === 'string' ? whole.until(works) : whole.heard(works));
      assert.ok(!whole.hints.some((text) => text.includes('missing-part') || text.includes('(hint-texts:')));
      await whole.page.close();

      block(name, fate);
      const { page, hints, ask, heard, value } = await visit(row);
      await ask(saysWithout);
      await heard(hint);
      await ask(''); // and once more: nothing says so twice
      assert.deepEqual(
        hints.filter((text) => !hint.test(text)),
        [],
      );
      assert.equal(hints.length, 1);
      const worked = typeof works === 'string' ? Boolean(await value(works)) : hints.some((text) => works.test(text));
      assert.equal(worked, false);
      await page.close();
    });
  }

  const asking = {
    setUp: `chat.tools = [{ name: 'sky', confirm: true, execute: () => { window.ran = true; } }]`,
    answers: [toolCall('sky', {}), answer('It goes on.')],
  };
  const outcome = `[!!window.ran, chat.messages[1].status, chat.messages[1].parts[0].state]`;

  for (const asks of ['transcript', 'tool-card'] as const) {
    it(`a tool that asks the visitor, without ${asks}, which would ask: it does not run, and the reply goes on`, async () => {
      block(asks, 'missing');
      const { page, ask, value } = await visit(asking);
      await ask('It goes on.');
      assert.deepEqual(await value(outcome), [false, 'done', 'denied']);
      await page.close();
    });
  }

  it('and where that turns out to be missing only after the model has called the tool', async () => {
    let refuse: () => void = () => undefined;
    const refused = new Promise<Fate>((resolve) => (refuse = () => resolve('missing')));
    site.fate = (file) => (file === 'chat-8080/transcript.js' ? refused : 'there');
    const { page, ask, value, until } = await visit(asking);
    const asked = ask('It goes on.');
    await until(`chat.matches(':state(needs-approval)')`);
    refuse();
    await asked;
    assert.deepEqual(await value(outcome), [false, 'done', 'denied']);
    await page.close();
  });

  const failures: Record<string, { answers: Answer[]; setUp?: string; body: string; error: string | undefined }> = {
    'of which nothing came': {
      answers: [{ status: 403, steps: [{ write: '{}' }] }],
      body: '',
      error: 'The assistant sent no reply. Please try again.',
    },
    'that broke off': {
      answers: [{ status: 200, steps: [{ write: chunk('Half an answer') }] }],
      body: 'Half an answer',
      error: 'The reply is not complete.',
    },
    'whose error the page shows itself': {
      answers: [{ status: 403, steps: [{ write: '{}' }] }],
      setUp: `chat.addEventListener('chat-error', (event) => event.preventDefault());`,
      body: '',
      error: undefined,
    },
  };
  for (const [what, { answers, setUp = '', body, error }] of Object.entries(failures)) {
    it(`transcript, and a reply ${what}: its error is said in words that are true`, async () => {
      block('transcript', 'missing');
      const { page, until } = await visit({ answers, setUp });
      await page.evaluate(`void document.querySelector('chat-8080').send('Hello')`);
      await until(`chat.status === 'error' && find('[part~=assistant]')`);
      const text = (part: string): string => `find('[part~=assistant] [part~=${part}]')?.textContent.trim()`;
      // The status is there before it is drawn.
      await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`);
      await until(`(${text('body')}) === ${JSON.stringify(body)} && (${text('error')}) === ${JSON.stringify(error)}`);
      await page.close();
    });
  }

  it('extras, where a visitor has to agree before anything is sent: that nothing can be sent is said, and what was written stays', async () => {
    block('extras', 'missing');
    const { page, value, until } = await visit({ attributes: 'consent="May we?"', answers: [answer('A reply.')] });
    const notice = `find('[part~=notice]')?.textContent`;
    await until(`${notice} === 'This chat is not set up yet. Please come back later.'`);
    await page.evaluate(`document.querySelector('chat-8080').focus()`);
    await page.keyboard.type('Hello');
    await page.keyboard.press('Enter');
    await page.evaluate(`document.querySelector('chat-8080').send('By a script').then(() => 0)`);
    assert.deepEqual(await value(`[chat.value, find('[part~=textarea]').value, chat.messages.length, !!(${notice})]`), [
      'Hello',
      'Hello',
      0,
      true,
    ]);
    site.fate = () => 'there'; // and now it can be asked
    await page.keyboard.press('Enter');
    await until(`find('[part~=consent]') && !find('[part~=notice]')`);
    await page.close();
  });

  it('transcript, and an image in a message: that there is one is said', async () => {
    block('transcript', 'missing');
    const { page, value, until } = await visit({ answers: [answer('A loaf.')] });
    await page.evaluate(`document.querySelector('chat-8080').addMessage({
      role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }] }) && 0`);
    await until(`find('[part~=user]')`);
    assert.equal(await value(`find('[part~=user] [part~=body]').textContent.trim()`), 'Image');
    await page.close();
  });

  it('transcript, late: the wait and the reply are said once each', { timeout: 60_000 }, async () => {
    let bring: () => void = () => undefined;
    const there = new Promise<Fate>((resolve) => (bring = () => resolve('there')));
    site.fate = (file) => (file === 'chat-8080/transcript.js' ? there : 'there');
    const { page, value, until } = await visit({
      answers: [{ status: 200, steps: [{ wait: 3000 }, { write: `${chunk('A reply.')}${chunk('', 'stop')}data: [DONE]\n\n` }] }],
      setUp: hear,
    });
    await page.evaluate(`void document.querySelector('chat-8080').send('Hello')`);
    await until(`chat.matches(':state(pending)')`);
    const isLive = `find('[part~=transcript]').ariaLive`;
    assert.equal(await value(isLive), null);
    bring();
    await until(`said.includes('A reply.')`);
    assert.deepEqual(await value('said'), ['Waiting for the reply…', 'A reply.']);
    await page.close();
  });

  it('transcript, after a first reply: it is said as `announce` was when it ended', async () => {
    let bring: () => void = () => undefined;
    const there = new Promise<Fate>((resolve) => (bring = () => resolve('there')));
    site.fate = (file) => (file === 'chat-8080/transcript.js' ? there : 'there');
    const { page, value, until } = await visit({
      attributes: 'announce="brief"',
      answers: [answer('A reply.')],
      setUp: hear,
    });
    await page.evaluate(`document.querySelector('chat-8080').send('Hello').then(() => 0)`);
    await page.evaluate(`document.querySelector('chat-8080').announce = 'full'`);
    bring();
    await until('said.length > 0');
    assert.deepEqual(await value('said'), ['The reply is complete.']);
    await page.close();
  });

  const endings: [what: string, answers: Answer[], said: string][] = [
    ['a reply', [answer('A reply')], 'A reply.'],
    [
      'an error',
      [{ status: 403, steps: [{ write: '{}' }] }],
      'The assistant is not available to you here. Please tell the people who run this site.',
    ],
  ];
  for (const [what, answers, said] of endings) {
    it(`speech, after ${what} has ended: it is said when the part has come`, async () => {
      let bring: () => void = () => undefined;
      const there = new Promise<Fate>((resolve) => (bring = () => resolve('there')));
      site.fate = (file) => (file === 'chat-8080/speech.js' ? there : 'there');
      const { page, value, until } = await visit({ answers, setUp: hear });
      await page.evaluate(`document.querySelector('chat-8080').send('Hello').then(() => 0)`);
      bring();
      await until('said.length > 0');
      assert.deepEqual(await value('said'), [said]);
      await page.close();
    });
  }

  it('speech, for good: the transcript is a live region, so that what is new is found', async () => {
    block('speech', 'missing');
    const { page, ask, until } = await visit({ answers: [answer('A reply.')] });
    await ask('A reply.');
    await until(`find('[part~=transcript]').ariaLive === 'polite'`);
    await page.close();
  });

  it('a language, before the transcript has come: its words are there in English, all of them', async () => {
    let bring: () => void = () => undefined;
    const there = new Promise<Fate>((resolve) => (bring = () => resolve('there')));
    site.fate = (file) => (file === 'chat-8080/transcript.js' ? there : file === 'chat-8080/locales/de.js' ? 'missing' : 'there');
    const { page, ask, heard, value } = await visit({ attributes: 'lang="de"', answers: [answer('A reply.')] });
    await heard(/\[missing-part\] The part "locales\/de"/);
    bring();
    await ask('A reply.');
    assert.deepEqual(await value(`[find('[part~=send-button]').ariaLabel, find('[part~=copy-button]').ariaLabel]`), [
      'Send',
      'Copy message',
    ]);
    await page.close();
  });

  it('the whole folder: the hints have no words, but their codes and what they are about', async () => {
    site.fate = (file) => (file.startsWith('chat-8080/') ? 'missing' : 'there');
    const { page, hints, ask, heard } = await visit({ answers: [answer('A **bold** reply.')] });
    await ask('A **bold** reply.');
    await heard(/\[missing-part\] transcript .*\(hint-texts:.*documentation: The folder of parts$/);
    assert.equal(hints.length, 1);
    await page.close();
  });

  it('the whole folder, for a page that needs more of it: one line all the same, and the chat is a section of the page', async () => {
    site.fate = (file) => (file.startsWith('chat-8080/') ? 'missing' : 'there');
    const attributes = 'lang="de" mode="floating" open persist="session"';
    const { page, hints, ask } = await visit({ attributes, answers: [answer('A **bold** reply.'), answer('Another.')] });
    await ask('A **bold** reply.');
    await ask('Another.');
    assert.equal(hints.length, 1);
    await page.close();
  });
});
