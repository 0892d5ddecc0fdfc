import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, part, press, type } from './fixture.js';

type Heard = Record<string, CustomEvent<Record<string, unknown>>[]>;

const all = [
  'chat-send', 'chat-request', 'chat-response-start', 'chat-response-end', 'chat-message', 'chat-tool-call', 'chat-tool-result',
  'chat-error', 'chat-change', 'chat-clear', 'chat-link', 'chat-copy', 'chat-feedback', 'chat-consent',
]; // prettier-ignore

/** Every event of the chat, heard by the element around it. */
function listen(element: Chat8080): Heard {
  const heard: Heard = {};
  for (const name of all) {
    element.parentElement!.addEventListener(name, (event) => {
      (heard[name] ??= []).push(event as CustomEvent<Record<string, unknown>>);
    });
  }
  return heard;
}

const ok = { status: 200, steps: [{ write: reply('Hello [there](https://example.com/a)\n\n```js\n1\n```') }] };
const clock = { name: 'clock', execute: () => 'noon' };
const call = {
  status: 200,
  steps: [
    {
      write: sse(
        chunk({ tool_calls: [{ index: 0, id: 'c1', function: { name: 'clock', arguments: '{"zone":"utc"}' } }] }),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ),
    },
  ],
};

describe('events', () => {
  const rows: {
    name: string;
    cancelable: boolean;
    detail: string[];
    cause: (element: Chat8080) => Promise<unknown>;
    answers?: Parameters<typeof script>;
  }[] = [
    {
      name: 'chat-send',
      cancelable: true,
      detail: ['text', 'parts'],
      cause: async (element) => {
        await type(element, 'Hi');
        await press('Enter');
      },
    },
    {
      name: 'chat-request',
      cancelable: true,
      detail: ['url', 'headers', 'body', 'respondWith'],
      cause: (element) => element.send('Hi'),
    },
    { name: 'chat-response-start', cancelable: false, detail: ['message'], cause: (element) => element.send('Hi') },
    {
      name: 'chat-response-end',
      cancelable: false,
      detail: ['message', 'finishReason', 'usage', 'timing', 'requestId'],
      cause: (element) => element.send('Hi'),
    },
    { name: 'chat-message', cancelable: false, detail: ['message'], cause: (element) => element.send('Hi') },
    {
      name: 'chat-tool-call',
      cancelable: true,
      detail: ['name', 'input', 'respondWith'],
      answers: [call, ok],
      cause: (element) => {
        element.tools = [clock];
        return element.send('Hi');
      },
    },
    {
      name: 'chat-tool-result',
      cancelable: false,
      detail: ['id', 'name', 'state', 'output'],
      answers: [call, ok],
      cause: (element) => {
        element.tools = [clock];
        return element.send('Hi');
      },
    },
    {
      name: 'chat-error',
      cancelable: true,
      detail: ['code', 'retryable', 'retryAfter', 'message'],
      answers: [{ status: 403 }],
      cause: (element) => element.send('Hi'),
    },
    { name: 'chat-change', cancelable: false, detail: ['messages'], cause: (element) => element.send('Hi') },
    {
      name: 'chat-clear',
      cancelable: true,
      detail: [],
      cause: (element) => {
        element.clear();
        return Promise.resolve();
      },
    },
    {
      name: 'chat-link',
      cancelable: true,
      detail: ['href'],
      cause: async (element) => {
        await element.send('Hi');
        await waitUntil(() => part(element, 'link'));
        element.addEventListener('chat-link', (event) => event.preventDefault());
        part(element, 'link')!.click();
      },
    },
    {
      name: 'chat-copy',
      cancelable: false,
      detail: ['text', 'message'],
      cause: async (element) => {
        await element.send('Hi');
        await waitUntil(() => part(element, 'code-copy'));
        part(element, 'code-copy')!.click();
      },
    },
    {
      name: 'chat-feedback',
      cancelable: false,
      detail: ['message', 'value'],
      cause: async (element) => {
        element.feedback = true;
        await element.send('Hi');
        await waitUntil(() => part(element, 'good-button'));
        part(element, 'good-button')!.click();
      },
    },
    {
      name: 'chat-consent',
      cancelable: false,
      detail: ['granted'],
      cause: async (element) => {
        element.consent = 'May a model read this?';
        element.storageKey = 'consent-event';
        const sent = element.send('Hi');
        await waitUntil(() => part(element, 'decline-button'));
        part(element, 'decline-button')!.click();
        await sent;
      },
    },
  ];

  it('are all in this table', () => {
    expect(rows.map(({ name }) => name)).to.deep.equal(all);
  });

  for (const { name, cancelable, detail, cause, answers = [ok] } of rows) {
    it(`${name} bubbles, crosses shadow roots, and says what it should`, async () => {
      const { endpoint } = await script(...answers);
      const element = await chat(endpoint);
      const heard = listen(element);
      await cause(element);
      await waitUntil(() => heard[name]);
      const [event] = heard[name]!;
      expect([event!.bubbles, event!.composed, event!.cancelable]).to.deep.equal([true, true, cancelable]);
      expect(Object.keys({ ...event!.detail })).to.deep.equal(detail);
      expect(event!.target).to.equal(element);
    });
  }

  it('come in order, once each, and not once a piece', async () => {
    const pieces = Array.from({ length: 50 }, (_, index) => ({ write: sse(chunk({ content: `w${index} ` })) }));
    const { endpoint } = await script({ status: 200, steps: [...pieces, { write: sse(chunk({}, 'stop'), '[DONE]') }] });
    const element = await chat(endpoint);
    const order: string[] = [];
    for (const name of all) element.addEventListener(name, () => order.push(name));
    await element.send('Hi');
    expect(order).to.deep.equal([
      'chat-message',
      'chat-change',
      'chat-request',
      'chat-response-start',
      'chat-response-end',
      'chat-message',
      'chat-change',
    ]);
  });

  it('chat-send prevented: nothing is sent, and the draft stays', async () => {
    const { endpoint, log } = await script(ok);
    const element = await chat(endpoint);
    element.addEventListener('chat-send', (event) => event.preventDefault());
    await type(element, 'Hi');
    await press('Enter');
    expect(element.value).to.equal('Hi');
    expect(element.messages).to.have.length(0);
    expect(await log()).to.have.length(0);
  });

  it('chat-request lets the page change address, headers and body', async () => {
    const { endpoint, log } = await script(ok);
    const element = await chat('/nowhere/v1');
    element.addEventListener('chat-request', ({ detail }) => {
      detail.url = `${endpoint}/chat/completions`;
      detail.headers.set('x-shop', '7');
      detail.body['user'] = 'u-1';
    });
    expect((await element.send('Hi'))!.status).to.equal('done');
    const [request] = await log();
    expect(request!.headers['x-shop']).to.equal('7');
    expect(request!.body).to.have.property('user', 'u-1');
  });

  it('chat-request prevented: nothing is sent, and the reply counts as stopped', async () => {
    const { endpoint, log } = await script(ok);
    const element = await chat(endpoint);
    element.addEventListener('chat-request', (event) => event.preventDefault());
    expect((await element.send('Hi'))!.status).to.equal('stopped');
    expect(await log()).to.have.length(0);
  });

  it('chat-request answered by the page: with a Response, or with pieces', async () => {
    const element = await chat('/nowhere/v1');
    const answers = [
      () => new Response(reply('whole'), { headers: { 'content-type': 'text/event-stream' } }),
      async function* () {
        yield 'in ';
        await Promise.resolve();
        yield { choices: [{ index: 0, delta: { content: 'pieces' }, finish_reason: 'stop' }] };
      },
    ];
    element.addEventListener('chat-request', ({ detail }) => detail.respondWith(answers.shift()!()));
    await element.send('one');
    await element.send('two');
    await element.updateComplete;
    expect(element.exportTranscript()).to.equal(
      '## You\n\none\n\n## Assistant\n\nwhole\n\n## You\n\ntwo\n\n## Assistant\n\nin pieces\n',
    );
    expect(JSON.parse(element.exportTranscript('json'))).to.deep.equal(element.messages);
  });

  it('chat-tool-call answered, or refused, by the page', async () => {
    for (const [act, told] of [
      [
        (event: CustomEvent) => (event.detail as { respondWith: (value: unknown) => void }).respondWith({ time: 'late' }),
        '{"time":"late"}',
      ],
      [(event: CustomEvent) => event.preventDefault(), '{"error":"The page has refused this call."}'],
    ] as const) {
      const { endpoint, log } = await script(call, ok);
      const element = await chat(endpoint);
      element.tools = [{ name: 'clock', execute: () => expect.fail('it ran') }];
      element.addEventListener('chat-tool-call', act);
      await element.send('Hi');
      expect((await log())[1]!.body).to.have.nested.property('messages[2].content', told);
    }
  });

  it('chat-error prevented: the page shows it, the chat does not', async () => {
    const { endpoint } = await script({ status: 403 });
    const element = await chat(endpoint);
    element.addEventListener('chat-error', (event) => event.preventDefault());
    await element.send('Hi');
    await element.updateComplete;
    expect(part(element, 'error')).not.to.exist;
    expect(element.status).to.equal('error');
  });

  it('chat-error says how long to wait, in seconds', async () => {
    const { endpoint } = await script({ status: 429, headers: { 'retry-after': '3600' } });
    const element = await chat(endpoint);
    const heard = listen(element);
    await element.send('Hi');
    expect(heard['chat-error']![0]!.detail['code']).to.equal('rate-limited');
    expect(heard['chat-error']![0]!.detail['retryAfter']).to.be.within(3595, 3600);
  });

  it('chat-clear prevented: everything stays', async () => {
    const { endpoint } = await script(ok);
    const element = await chat(endpoint);
    await element.send('Hi');
    element.addEventListener('chat-clear', (event) => event.preventDefault(), { once: true });
    element.clear();
    expect(element.messages).to.have.length(2);
    element.clear();
    expect(element.messages).to.have.length(0);
  });

  it('chat-link prevented: the link is not followed', async () => {
    const { endpoint } = await script(ok);
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'link'));
    let followed: boolean | undefined;
    element.parentElement!.addEventListener('click', (event) => {
      followed = !event.defaultPrevented;
      event.preventDefault();
    });
    part(element, 'link')!.click();
    expect(followed).to.be.true;
    element.addEventListener('chat-link', (event) => event.preventDefault());
    part(element, 'link')!.click();
    expect(followed).to.be.false;
  });

  it('input comes from the element for each key', async () => {
    const element = await chat('/v1');
    let count = 0;
    element.parentElement!.addEventListener('input', ({ target }) => {
      if (target === element) count++;
    });
    await type(element, 'abc');
    expect(count).to.equal(3);
    expect(element.value).to.equal('abc');
  });

  it('with debug every event is in the console', async () => {
    const { endpoint } = await script(ok);
    const element = await chat(endpoint, { debug: '' });
    const lines: unknown[] = [];
    const { debug } = console;
    console.debug = (...values: unknown[]) => void lines.push(values[1]);
    await element.send('Hi');
    console.debug = debug;
    expect(lines).to.include.members(['chat-request', 'chat-response-end']);
  });
});
