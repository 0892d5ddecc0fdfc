/** What an owner reads in the console of a page that is not set up well, one line for each thing; and of one that is, nothing. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import '../../src/index.js';
import type { HintCode } from '../../src/element/hints/hint-texts.js';
import { keys } from '../client/keys.js';
import type { Answer } from '../support/scripted-server.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { listenToConsole } from './console.js';

interface Row {
  /** What is wrong with the page. */
  wrong: string;
  code: HintCode;
  /** What the hint has to name: what is wrong, and how it is mended. */
  says: string[];
  /** `ENDPOINT` stands for an endpoint that answers. */
  page: string;
  /** One, or one after the other. Default: a good one. */
  answer?: Answer | Answer[];
  /** What else the page does, before a message is sent. */
  does?: (element: Chat8080) => void;
}

const json = (text: string): string => `<script type="application/json">${text}</script>`;
const good: Answer = { status: 200, steps: [{ write: reply('Fine.') }] };
const failed = (status: number, body = '', type = 'application/json'): Answer => ({
  status,
  headers: { 'content-type': type, 'retry-after': '0' },
  steps: [{ write: body }],
});
const apiError = (status: number, message: string, code?: string): Answer =>
  failed(status, JSON.stringify({ error: { message, type: 'error', code } }));

const rows: Row[] = [
  {
    wrong: 'has no endpoint',
    code: 'missing-endpoint',
    says: ['endpoint', '/v1/chat/completions'],
    page: '<chat-8080></chat-8080>',
  },
  {
    wrong: 'has an endpoint that is empty',
    code: 'missing-endpoint',
    says: ['endpoint'],
    page: '<chat-8080 endpoint=" "></chat-8080>',
  },
  {
    wrong: 'names the endpoint as other widgets do',
    code: 'unknown-attribute',
    says: ['src', 'Did you mean endpoint?'],
    page: '<chat-8080 src="ENDPOINT"></chat-8080>',
  },
  ...Object.entries(keys).map(([owner, key]): Row => ({
    wrong: `holds a key of ${owner} in an attribute`,
    code: 'key-in-page',
    says: ['api-key', 'revoke', 'proxy'],
    page: `<chat-8080 endpoint="ENDPOINT" api-key="${key}"></chat-8080>`,
  })),
  {
    wrong: 'sends a key in a header',
    code: 'key-in-page',
    says: ['authorization', 'revoke', 'proxy'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    does: (element) => (element.headers = { Authorization: 'Bearer sk-abcdefghijklmnopqrstuvwx' }),
  },
  {
    wrong: 'writes an attribute without its hyphens',
    code: 'unknown-attribute',
    says: ['maxcompletiontokens', 'max-completion-tokens'],
    page: '<chat-8080 endpoint="ENDPOINT" maxCompletionTokens="5"></chat-8080>',
  },
  {
    wrong: 'uses a word that is called otherwise here',
    code: 'unknown-attribute',
    says: ['system-prompt', 'documentation'],
    page: '<chat-8080 endpoint="ENDPOINT" system-prompt="Be brief."></chat-8080>',
  },
  {
    wrong: 'fills a slot that is not there',
    code: 'unknown-slot',
    says: ['"heading"', 'not shown'],
    page: '<chat-8080 endpoint="ENDPOINT"><b slot="heading">Hi</b></chat-8080>',
  },
  ...[
    '<main>M</main>',
    '<h1>H</h1>',
    '<footer>F</footer>',
    '<nav>N</nav>',
    '<article>A</article>',
    '<section>S</section>',
  ].flatMap((rest): Row[] =>
    [rest, `<p>A</p><div id="app"><div>${rest}</div></div>`].map((page) => ({
      wrong: `closes the tag as XML does, before ${page}`,
      code: 'unclosed-tag',
      says: [`<${/<(main|h1|footer|nav|article|section)/.exec(rest)?.[1] ?? ''}>`, 'not shown', '</chat-8080>'],
      page: `<chat-8080 endpoint="ENDPOINT" />${page}`,
    })),
  ),
  {
    wrong: 'closes the tag as XML does, before a script',
    code: 'unclosed-tag',
    says: ['<script>', '</chat-8080>'],
    page: '<chat-8080 endpoint="ENDPOINT" /><p>The rest.</p><script src="data:text/javascript,0"></script>',
  },
  {
    wrong: 'writes a number in words',
    code: 'invalid-number',
    says: ['temperature', 'warm', '0.7'],
    page: '<chat-8080 endpoint="ENDPOINT" temperature="warm"></chat-8080>',
  },
  {
    wrong: 'has a mode that is not there',
    code: 'invalid-value',
    says: ['mode', 'popup', 'floating', 'The chat uses inline'],
    page: '<chat-8080 endpoint="ENDPOINT" mode="popup"></chat-8080>',
  },
  {
    wrong: 'has a value of the wrong type in its JSON',
    code: 'invalid-value',
    says: ['submit-on', '5', 'mod-enter'],
    page: `<chat-8080 endpoint="ENDPOINT">${json('{"submit-on": 5}')}</chat-8080>`,
  },
  {
    wrong: 'has JSON with a comma too many, and all of its settings in it',
    code: 'invalid-json',
    says: ['application/json', 'so it is ignored'],
    page: `<chat-8080>${json('{"endpoint": "ENDPOINT",}')}</chat-8080>`,
  },
  {
    wrong: 'has a list where an object should be',
    code: 'invalid-json',
    says: ['braces'],
    page: `<chat-8080 endpoint="ENDPOINT">${json('["ENDPOINT"]')}</chat-8080>`,
  },
  {
    wrong: 'has one suggestion in its JSON where a list should be',
    code: 'invalid-list',
    says: ['"suggestions"', 'brackets'],
    page: `<chat-8080 endpoint="ENDPOINT">${json('{"suggestions": "One", "label": 24}')}</chat-8080>`,
  },
  {
    wrong: 'has nothing for a message in its JSON',
    code: 'invalid-list',
    says: ['"messages"'],
    page: `<chat-8080 endpoint="ENDPOINT">${json('{"messages": [null], "value": 5}')}</chat-8080>`,
  },
  {
    wrong: 'has an option that is not there in its JSON',
    code: 'unknown-option',
    says: ['"colour"'],
    page: `<chat-8080 endpoint="ENDPOINT">${json('{"colour": "red"}')}</chat-8080>`,
  },
  {
    wrong: 'adds a message of the system',
    code: 'invalid-message',
    says: ['"system"', 'instructions'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    does: (element) => (element.messages = [{ role: 'system', content: 'Be brief.' } as never]),
  },
  {
    wrong: 'adds a message with nothing in it',
    code: 'invalid-message',
    says: ['"assistant"', 'content'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    does: (element) => (element.messages = [{ role: 'assistant', content: null } as never]),
  },
  {
    wrong: 'offers a tool that does nothing',
    code: 'invalid-tool',
    says: ['"weather"', 'execute'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    does: (element) => (element.tools = [{ name: 'weather', inputSchema: {} } as never]),
  },
  {
    wrong: 'asks the visitor with a word',
    code: 'invalid-confirm',
    says: ['"weather"', 'true, false or a function'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    does: (element) => (element.tools = [{ name: 'weather', confirm: 'always', execute: () => 'clear' } as never]),
  },
  {
    wrong: 'demands of an input what is not checked',
    code: 'unchecked-schema',
    says: ['"weather"', 'pattern, format', 'execute'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: [
      {
        status: 200,
        steps: [
          {
            write: sse(
              chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'weather', arguments: '{}' } }] }),
              chunk({}, 'tool_calls'),
              '[DONE]',
            ),
          },
        ],
      },
      good,
    ],
    does: (element) => {
      const inputSchema = { properties: { city: { pattern: '^[A-Z]', format: 'city' } } };
      element.tools = [{ name: 'weather', inputSchema, execute: () => 'clear' }];
    },
  },
  {
    wrong: 'names an endpoint where nothing answers',
    code: 'request-blocked',
    says: ['running', 'CORS', 'connect-src'],
    page: '<chat-8080 endpoint="http://127.0.0.1:9/v1"></chat-8080>',
  },
  {
    wrong: 'names an endpoint that is not there',
    code: 'request-not-found',
    says: ['/v1', 'whole address'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: apiError(404, 'Not found'),
  },
  {
    wrong: 'has a proxy without a key',
    code: 'request-unauthorized',
    says: ['key'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: apiError(401, 'Missing key'),
  },
  {
    wrong: 'names an endpoint that redirects, as one does whose visitor has to sign in',
    code: 'request-unauthorized',
    says: ['redirects', 'session', 'login page', 'https:'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: { status: 302, headers: { location: '/login' } },
  },
  ...Object.entries({
    "OpenAI's Responses": sse({ type: 'response.created' }),
    "Anthropic's Messages": sse({ type: 'message_start' }),
    "Ollama's own": '{"message":{"content":"Hi"},"done":false}\n{"done":true}\n',
  }).map(([api, write]): Row => ({
    wrong: `names an endpoint of another API, ${api}`,
    code: 'request-protocol',
    says: [api, 'chat-completions', 'endpoint'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: { status: 200, steps: [{ write }] },
  })),
  {
    wrong: 'has a server whose answer is none that can be read',
    code: 'request-protocol',
    says: ['no valid JSON', 'not what chat-completions promises'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: failed(200, '{"choices":['),
  },
  {
    wrong: 'is not among the origins that the proxy lets in',
    code: 'request-forbidden',
    says: ['origin'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: apiError(403, 'Forbidden'),
  },
  {
    wrong: 'sends a field that the server does not take',
    code: 'request-bad-request',
    says: ['It said: “No such field: colour”. The server may not accept one of the fields'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: apiError(400, 'No such field: colour'),
  },
  {
    wrong: 'names a page of the site as its endpoint',
    code: 'request-not-a-stream',
    says: ['Check endpoint'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: failed(200, '<!doctype html><title>Home</title>', 'text/html'),
  },
  {
    wrong: 'has a server that is broken',
    code: 'request-server',
    says: ['log'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: apiError(501, 'Out of order'),
  },
  {
    wrong: 'has a proxy that cuts answers off',
    code: 'request-interrupted',
    says: ['proxy in between'],
    page: '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    answer: { status: 200, steps: [{ write: sse(chunk({ content: 'half' })) }] },
  },
];

async function open(page: string, answer: Answer | Answer[]): Promise<Chat8080> {
  const { endpoint } = await script(...[answer].flat());
  const parent = document.createElement('div');
  parent.innerHTML = page.replaceAll('ENDPOINT', endpoint);
  document.body.append(parent);
  const element = parent.querySelector('chat-8080')!;
  await element.updateComplete;
  return element;
}

/** Long enough for what is loaded for a hint, and for what a frame brings. */
async function settled(element: Chat8080): Promise<void> {
  await import('../../src/element/hints/hint-texts.js');
  for (let frame = 0; frame < 5; frame++) {
    await element.updateComplete;
    await new Promise(requestAnimationFrame);
  }
}

function visible(element: Chat8080): string {
  const read = (node: Node): string =>
    node instanceof Text
      ? node.data
      : node instanceof Element && /^(?:style|script)$/.test(node.localName)
        ? ''
        : [
            ...(node instanceof Element ? [...node.attributes].map(({ value }) => value) : []),
            ...Array.from(node.childNodes, read),
          ].join(' ');
  return read(element.shadowRoot!);
}

describe('a page that is not set up well gets one hint', () => {
  for (const { wrong, code, says, page, answer = good, does } of rows) {
    it(`[${code}] where it ${wrong}`, async () => {
      const said = listenToConsole();
      try {
        const element = await open(page, answer);
        does?.(element);
        await element.updateComplete;
        await element.send('hi').catch(() => undefined);
        await waitUntil(() => said().length > 0, 'a hint');
        await settled(element);
        expect(said()).to.have.length(1);
        const [line = ''] = said();
        expect(line.startsWith(`<chat-8080> [${code}] `), line).to.equal(true);
        for (const word of says) expect(line).to.include(word);
        // Visitors read of none of it.
        const seen = visible(element);
        for (const secret of [code, 'endpoint', 'console', 'sk-abc', 'documentation', 'CORS', '127.0.0.1', 'application/json'])
          expect(seen.includes(secret), `a visitor reads "${secret}" in: ${seen}`).to.equal(false);
        element.parentElement!.remove();
      } finally {
        said.end();
      }
    });
  }

  it('the same mistake is told of once, however often it is met', async () => {
    const said = listenToConsole();
    const element = await open('<chat-8080 endpoint="ENDPOINT" temperature="warm" mode="popup"></chat-8080>', good);
    for (let turn = 0; turn < 3; turn++) await element.send('hi');
    await settled(element);
    expect(said()).to.have.length(2);
    said.end();
    element.parentElement!.remove();
  });
});

describe('a healthy page gets none', () => {
  const pages: Record<string, string> = {
    'with nothing but an endpoint': '<chat-8080 endpoint="ENDPOINT"></chat-8080>',
    'with every attribute of HTML itself':
      '<chat-8080 endpoint="ENDPOINT" id="chat" class="a b" style="color: red" title="Chat" lang="de" dir="rtl" hidden tabindex="0" slot="x" part="y" is="z" translate="no" autofocus inert popover draggable="true" itemprop="p" exportparts="panel" nonce="n" accesskey="c" spellcheck="false"></chat-8080>',
    'with data-*, aria-* and role':
      '<chat-8080 endpoint="ENDPOINT" data-test="a" data-token="abc" aria-label="Help" aria-busy="false" role="region"></chat-8080>',
    'of Vue': '<chat-8080 endpoint="ENDPOINT" data-v-7ba5bd90 v-cloak :key="1" @chat-send="x"></chat-8080>',
    'of Angular':
      '<chat-8080 endpoint="ENDPOINT" _ngcontent-abc-1 _nghost-abc-1 ng-version="19" ng-reflect-model="m"></chat-8080>',
    'of React, Svelte and Alpine':
      '<chat-8080 endpoint="ENDPOINT" data-reactroot class="svelte-1x" x-data="{}" x-on:click="y" suppresshydrationwarning></chat-8080>',
    'of htmx, Stimulus and a tracker':
      '<chat-8080 endpoint="ENDPOINT" hx-get="/x" hx-swap="none" data-controller="c" cf-id="2"></chat-8080>',
    'with values in capitals':
      '<chat-8080 endpoint="ENDPOINT" mode="FULLSCREEN" THEME="Dark" placement="Top-Start" persist="None"></chat-8080>',
    'with numbers as HTML has them': '<chat-8080 endpoint="ENDPOINT" temperature=" 0.5 " seed="1e3" maxlength="100"></chat-8080>',
    'with every slot filled, and a fallback':
      '<chat-8080 endpoint="ENDPOINT">Loading … <p>Call us.</p>' +
      ['header', 'header-actions', 'avatar', 'welcome', 'suggestions', 'composer-start', 'composer-end', 'footer']
        .map((name) => `<b slot="${name}">${name}</b>`)
        .join('') +
      '</chat-8080>',
    'with whole sections in its slots, and a JSON child': `<chat-8080>${json('{"endpoint": "ENDPOINT"}')}<section slot="welcome"><h1>Hi</h1></section><footer slot="footer"><nav><script></script></nav></footer></chat-8080>`,
    'with lists and headings as a fallback':
      '<chat-8080 endpoint="ENDPOINT"><h2>Help</h2><ul><li><a href="/">Call us.</a></li></ul></chat-8080>',
    'floating, with its own slots': '<chat-8080 endpoint="ENDPOINT" mode="floating"><b slot="launcher-icon">?</b></chat-8080>',
    'inline, with the icon of a launcher for another mode':
      '<chat-8080 endpoint="ENDPOINT"><b slot="launcher-icon">?</b></chat-8080>',
    'with a slot for an empty chat that is empty no more': `<chat-8080 endpoint="ENDPOINT">${json('{"messages": [{"role": "assistant", "content": "Hello"}]}')}<b slot="welcome">Hi</b></chat-8080>`,
    'with all its settings in JSON': `<chat-8080>${json('{"endpoint": "ENDPOINT", "temperature": 0.5, "suggestions": ["One"], "imageHosts": ["a.example"], "without-copy": true}')}</chat-8080>`,
  };
  for (const [name, page] of Object.entries(pages)) {
    it(name, async () => {
      const said = listenToConsole();
      try {
        const element = await open(page, good);
        expect((await element.send('hi'))!.status).to.equal('done');
        await settled(element);
        expect(said()).to.deep.equal([]);
        element.parentElement!.remove();
      } finally {
        said.end();
      }
    });
  }

  it('nor where frameworks set properties to null, or not at all', async () => {
    const said = listenToConsole();
    const element = await open('<chat-8080 endpoint="ENDPOINT"></chat-8080>', good);
    const empty: Record<string, null | undefined> = {};
    for (const name of [
      'model',
      'temperature',
      'mode',
      'theme',
      'placement',
      'tools',
      'headers',
      'params',
      'suggestions',
      'strings',
      'value',
      'messages',
      'submitOn',
      'imageHosts',
      'fences',
      'headingLevel',
      'maxLength',
    ])
      empty[name] = null;
    Object.assign(element, empty);
    await element.updateComplete;
    for (const name of Object.keys(empty)) empty[name] = undefined;
    Object.assign(element, empty);
    await element.updateComplete;
    expect((await element.send('hi'))!.status).to.equal('done');
    await settled(element);
    expect(said()).to.deep.equal([]);
    said.end();
    element.parentElement!.remove();
  });
});
