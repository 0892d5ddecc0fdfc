/** What stands between a request and its JSON: a listener that may change it, and one that answers in the server's stead. */
import { expect } from '@open-wc/testing';
import { stream, type BeforeRequest, type ClientOptions, type Message } from '../../src/headless.js';
import { chunk, script } from '../support/script.js';
import { error, ok, question } from './answers.js';
import { collect, type Reply } from './collect.js';

/** Nothing here is asked of a server. */
const nowhere: Partial<ClientOptions> = { fetch: () => expect.fail('it was sent') };

const ask = (endpoint: string, beforeRequest: BeforeRequest, options: Partial<ClientOptions> = {}): Promise<Reply> =>
  collect(stream(question, { endpoint, beforeRequest, ...options }));

const answerWith = (pieces: AsyncIterable<string | object>, options: Partial<ClientOptions> = {}): Promise<Reply> =>
  ask('http://model.test/v1', () => pieces, { ...nowhere, ...options });

// eslint-disable-next-line @typescript-eslint/require-await -- it has to be an AsyncIterable, and has nothing to wait for
async function* piecesOf(...pieces: (string | object)[]): AsyncGenerator<string | object> {
  yield* pieces;
}

describe('before a request', () => {
  it('its body can be changed as an object, and is written as JSON once a try', async () => {
    const { endpoint, log } = await script(error(503), ok);
    let written = 0;
    const when = new Date(0);
    const params = { when, count: { toJSON: () => ++written } };
    const reply = await ask(
      endpoint,
      ({ body }) => {
        expect(body['when']).to.equal(when);
        body['user'] = 'u-1';
      },
      { params },
    );
    expect(reply.choices[0]!.text).to.equal('all of it');
    expect((await log()).map(({ body }) => body)).to.deep.equal(
      [1, 2].map((count) => ({
        stream: true,
        stream_options: { include_usage: true },
        when: when.toJSON(),
        count,
        messages: question,
        user: 'u-1',
      })),
    );
  });

  it('what is changed in it, however deep, is changed for this try alone', async () => {
    const { endpoint, log } = await script(error(503), ok);
    const image = { type: 'image_url', image_url: { url: 'https://a.test/b.png' } } as const;
    const messages: Message[] = [{ role: 'user', content: [image] }];
    const beforeRequest: BeforeRequest = ({ body }) => {
      const list = body['messages'] as { content: { image_url: { url: string } }[] }[];
      list[0]!.content[0]!.image_url.url += '?1';
      list.push({ content: [] });
    };
    await collect(stream(messages, { endpoint, beforeRequest }));
    const sent = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.test/b.png?1' } }] };
    for (const { body } of await log()) expect(body).to.have.deep.property('messages', [sent, { content: [] }]);
    expect(image.image_url.url).to.equal('https://a.test/b.png');
  });

  it('another address and further headers count', async () => {
    const { endpoint, log } = await script(ok);
    await ask('http://model.test/v1', (request) => {
      request.url = endpoint;
      request.headers.set('x-shop', '7');
    });
    expect((await log())[0]!.headers).to.have.property('x-shop', '7');
  });

  const circle: Record<string, unknown> = {};
  circle['itself'] = circle;
  for (const [what, params] of [
    ['a circle', circle],
    ['a BigInt', { big: 1n }],
  ] as const) {
    it(`${what} in it makes it no request, with a listener and without`, async () => {
      for (const beforeRequest of [() => undefined, undefined]) {
        const options = { endpoint: 'http://model.test/v1', params, beforeRequest, ...nowhere };
        expect((await collect(stream(question, options))).error).to.equal('configuration');
      }
    });
  }
});

describe('an answer in the server’s stead', () => {
  it('is read piece by piece, and never written as JSON', async () => {
    const toJSON = (): never => expect.fail('it was written');
    const reply = await answerWith(
      piecesOf('in ', { ...chunk({ content: 'pieces' }), toJSON }, { ...chunk({}, 'stop'), toJSON }),
    );
    expect(reply).to.deep.include({ error: undefined, damages: 0, retries: 0 });
    expect(reply.choices[0]).to.deep.include({ text: 'in pieces', finishReason: 'stop' });
  });

  it('needs no reason to finish: its end is the end', async () => {
    const { choices } = await answerWith(piecesOf('all of it'));
    expect(choices[0]).to.deep.include({ text: 'all of it', finishReason: 'stop' });
  });

  it('goes on after a piece that says nothing, as a loop over deltas has them', async () => {
    for (const nothing of [undefined, null, ''] as unknown as string[]) {
      const reply = await answerWith(piecesOf(nothing, 'all ', nothing, 'of it', nothing));
      expect(reply).to.deep.include({ error: undefined, damages: 0 });
      expect(reply.choices[0]).to.deep.include({ text: 'all of it', finishReason: 'stop' });
    }
  });

  it('with no piece is none', async () => {
    expect((await answerWith(piecesOf())).error).to.equal('protocol');
  });

  it('can report an error as the server does', async () => {
    const reply = await answerWith(piecesOf('half', { error: { message: 'x', code: 'rate_limit_exceeded' } }));
    expect(reply.choices[0]!.text).to.equal('half');
    expect(reply.thrown).to.deep.include({ code: 'rate-limited', serverMessage: 'x' });
  });

  it('that throws has broken off', async () => {
    const reply = await answerWith(
      (async function* () {
        yield* piecesOf('half');
        throw new Error('no more');
      })(),
    );
    expect(reply.choices[0]!.text).to.equal('half');
    expect(reply.error).to.equal('interrupted');
  });

  it('that falls silent has stalled, and that nobody reads any longer is ended', async () => {
    const ended: string[] = [];
    const silent = (name: string): AsyncIterable<string> => ({
      [Symbol.asyncIterator]: () => {
        let first = true;
        return {
          next: () => (first ? ((first = false), Promise.resolve({ done: false, value: 'half' })) : new Promise(() => undefined)),
          return: () => {
            ended.push(name);
            return Promise.resolve({ done: true, value: undefined });
          },
        };
      },
    });
    expect(await answerWith(silent('stalled'), { idleTimeout: 50 })).to.deep.include({ error: 'stalled' });
    const controller = new AbortController();
    const stopped = collect(
      stream(question, {
        endpoint: 'http://model.test/v1',
        beforeRequest: () => silent('stopped'),
        signal: controller.signal,
        ...nowhere,
      }),
      (event) => {
        if (event.type === 'text') controller.abort();
      },
    );
    expect((await stopped).error).to.equal('aborted');
    expect(ended).to.deep.equal(['stalled', 'stopped']);
  });

  it('as a Response is read as the server’s', async () => {
    const body = JSON.stringify({ choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }] });
    for (const answer of [() => new Response(body), () => Promise.resolve(new Response(body))]) {
      expect((await ask('http://model.test/v1', answer, nowhere)).choices[0]!.text).to.equal('whole');
    }
  });
});
