/** What the stand-in puts on the wire, read from a bare HTTP connection through the demo's server and the proxy. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scenarios } from '../../demo/stand-in/scenarios.js';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { ask, chunksOf, contentOf, dataLines, finishReasonOf, user, type Ask } from './ask.js';

let demo: DemoServer;
let endpoint: string;
before(async () => {
  demo = await startDemoServer({ key: '' });
  endpoint = `${demo.url}/v1/chat/completions`;
});
after(() => demo.close());

const stream = (text: string, { fields, ...more }: Ask = {}) =>
  ask(endpoint, text, { fields: { stream: true, ...fields }, ...more });
const errorOf = (text: string) =>
  (JSON.parse(text) as { error: { message: string; type: string; param: string | null; code: string } }).error;
const tools = [
  {
    type: 'function',
    function: {
      name: 'weather',
      parameters: { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 3 } } },
    },
  },
  { type: 'function', function: { name: 'clock', parameters: { type: 'object', properties: {} } } },
];

describe('a plain reply', () => {
  it('says in the first reply that it is a stand-in and no model, and not again', async () => {
    const first = contentOf((await stream('Good morning')).text);
    assert.match(first, /^I am a stand-in, not a model/);
    const second = await stream('', { messages: [user('Good morning'), { role: 'assistant', content: first }, user('Thanks')] });
    assert.doesNotMatch(contentOf(second.text), /stand-in/);
  });

  it('begins with the role, ends with a finish reason and [DONE], and is an event stream that nobody keeps', async () => {
    const { status, headers, text } = await stream('Good morning');
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/event-stream; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-store, no-transform');
    assert.equal(headers['x-accel-buffering'], 'no');
    assert.match(headers['x-request-id'] as string, /^req_\w{24}$/);
    const chunks = chunksOf(text);
    assert.deepEqual(chunks[0]!.choices[0]!.delta, { role: 'assistant', content: '' });
    assert.equal(chunks.at(-1)!.choices[0]!.finish_reason, 'stop');
    assert.ok(text.endsWith('data: [DONE]\n\n'));
    assert.ok(chunks.every((chunk) => chunk.usage === undefined));
  });

  it('is the same for the same conversation, another for another, and varies with the seed', async () => {
    const one = contentOf((await stream('Good morning')).text);
    assert.equal(contentOf((await stream('Good morning')).text), one);
    const others = await Promise.all(
      [1, 2, 3, 4, 5].map(async (seed) => contentOf((await stream('Good morning', { fields: { seed } })).text)),
    );
    assert.ok(new Set(others).size > 1);
  });

  it('ends with the usage and no choices when that is asked for', async () => {
    const chunks = chunksOf((await stream('Good morning', { fields: { stream_options: { include_usage: true } } })).text);
    const last = chunks.at(-1)!;
    assert.deepEqual(last.choices, []);
    assert.equal(last.usage!.total_tokens, last.usage!.prompt_tokens + last.usage!.completion_tokens);
    const pieces = chunks.filter((chunk) => chunk.choices[0]?.delta.content).length;
    assert.equal(last.usage!.completion_tokens, pieces);
  });

  it('is one JSON answer with usage when no stream is asked for, with the text of the stream', async () => {
    const { headers, text } = await ask(endpoint, 'Good morning');
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    const answer = JSON.parse(text) as {
      object: string;
      choices: { message: { role: string; content: string }; finish_reason: string }[];
      usage: { completion_tokens: number };
    };
    assert.equal(answer.object, 'chat.completion');
    assert.equal(answer.choices[0]!.message.role, 'assistant');
    assert.equal(answer.choices[0]!.finish_reason, 'stop');
    assert.equal(answer.choices[0]!.message.content, contentOf((await stream('Good morning')).text));
    assert.ok(answer.usage.completion_tokens > 0);
  });

  it('honours max_completion_tokens, stop and n', async () => {
    const short = await stream('/long 100', { fields: { max_completion_tokens: 7 } });
    assert.equal(chunksOf(short.text).filter((chunk) => chunk.choices[0]?.delta.content).length, 7);
    assert.equal(finishReasonOf(short.text), 'length');

    const stopped = await stream('/echo one two three four', { fields: { stop: ['three', 'zzz'] } });
    assert.equal(contentOf(stopped.text), 'one two ');
    assert.equal(finishReasonOf(stopped.text), 'stop');

    const many = chunksOf((await stream('Good morning', { fields: { n: 3 } })).text);
    const order = many.map((chunk) => chunk.choices[0]!.index);
    assert.deepEqual(order.slice(0, 6), [0, 1, 2, 0, 1, 2]);
    assert.deepEqual(
      many
        .filter((chunk) => chunk.choices[0]!.finish_reason === 'stop')
        .map((chunk) => chunk.choices[0]!.index)
        .sort(),
      [0, 1, 2],
    );
  });
});

describe('what is typed', () => {
  it('/help lists every scenario', async () => {
    const text = contentOf((await stream('/help')).text);
    for (const { name, does } of scenarios) assert.ok(text.includes(`/${name}`) && text.includes(does), name);
  });

  it('/echo repeats the text exactly', async () => {
    assert.equal(contentOf((await stream('/echo  é 🎉\n  two')).text), 'é 🎉\n  two');
  });

  it('an unknown command says so and points to /help', async () => {
    assert.match(contentOf((await stream('/nonsense')).text), /I do not know `\/nonsense`.*\/help/);
  });

  it('/long sends as many tokens as it is told', async () => {
    const messages = [user('hi'), { role: 'assistant', content: 'Hello.' }, user('/long 3000')];
    const chunks = chunksOf((await stream('', { messages })).text);
    assert.equal(chunks.filter((chunk) => chunk.choices[0]!.delta.content).length, 3000);
  });

  it('/markdown shows headings, lists, tasks, a table, quotes, code and links', async () => {
    const text = contentOf((await stream('/markdown')).text);
    for (const construct of [/^# /m, /^- \[x\] /m, /^\| :--- \|/m, /^> /m, /^```json$/m, /\[A link\]\(/, /~~/, /^3\. /m])
      assert.match(text, construct);
  });

  it('/reasoning thinks before it speaks', async () => {
    const kinds = chunksOf((await stream('/reasoning')).text).map(({ choices }) =>
      choices[0]!.delta.reasoning_content ? 'reasoning' : choices[0]!.delta.content ? 'content' : 'other',
    );
    assert.ok(kinds.includes('reasoning'));
    assert.ok(kinds.lastIndexOf('reasoning') < kinds.indexOf('content'));
  });

  it('/refuse sends a refusal and no content', async () => {
    const { text } = await stream('/refuse');
    assert.equal(contentOf(text), '');
    assert.match(
      chunksOf(text)
        .map((chunk) => chunk.choices[0]!.delta.refusal ?? '')
        .join(''),
      /cannot help/,
    );
  });

  it('/length and /filter end halfway with their finish reason', async () => {
    assert.equal(finishReasonOf((await stream('/length')).text), 'length');
    assert.equal(finishReasonOf((await stream('/filter')).text), 'content_filter');
  });

  it('/wait keeps the visitor waiting for the headers', async () => {
    const start = performance.now();
    assert.equal((await stream('/wait 1')).status, 200);
    assert.ok(performance.now() - start >= 990);
  });
});

describe('tools', () => {
  it('/tool NAME {…} calls that tool with exactly those arguments, in fragments', async () => {
    const { text } = await stream('/tool weather {"city": "Zürich", "days": 3}', { fields: { tools } });
    const calls = chunksOf(text).flatMap((chunk) => chunk.choices[0]!.delta.tool_calls ?? []);
    assert.equal(calls[0]!.function.name, 'weather');
    assert.match(calls[0]!.id!, /^call_/);
    assert.equal(calls.map((call) => call.function.arguments).join(''), '{"city": "Zürich", "days": 3}');
    assert.ok(calls.length > 5);
    assert.equal(finishReasonOf(text), 'tool_calls');
    assert.equal(contentOf(text), '');
  });

  it('/tool without a name calls the first tool with arguments that fit its schema', async () => {
    const { text } = await ask(endpoint, '/tool', { fields: { tools } });
    const { choices } = JSON.parse(text) as {
      choices: { message: { content: null; tool_calls: { function: { name: string; arguments: string } }[] } }[];
    };
    const { content, tool_calls: calls } = choices[0]!.message;
    assert.equal(content, null);
    assert.equal(calls[0]!.function.name, 'weather');
    assert.deepEqual(JSON.parse(calls[0]!.function.arguments), { city: 'example', days: 3 });
  });

  it('/tools calls all of them at once, and the answer quotes every result', async () => {
    const { text } = await ask(endpoint, '/tools', { fields: { tools } });
    const { choices } = JSON.parse(text) as { choices: { message: { tool_calls: { id: string }[] } }[] };
    const { message } = choices[0]!;
    assert.equal(message.tool_calls.length, 2);
    const results = message.tool_calls.map(({ id }, index) => ({ role: 'tool', tool_call_id: id, content: `result ${index}` }));
    const final = await stream('', { messages: [user('/tools'), message, ...results], fields: { tools } });
    assert.match(contentOf(final.text), /> result 0[^]*> result 1/);
    assert.equal(finishReasonOf(final.text), 'stop');
  });

  it('says so when the page offers no tools, or none of that name', async () => {
    assert.match(contentOf((await stream('/tool')).text), /offers no tools/);
    assert.match(contentOf((await stream('/tool nothing', { fields: { tools } })).text), /offers `weather`, `clock`/);
  });
});

describe('broken replies', () => {
  it('/cut breaks the connection after some text', async () => {
    const { status, broken, text } = await stream('/cut');
    assert.equal(status, 200);
    assert.ok(broken);
    assert.ok(contentOf(text).length > 0);
    assert.ok(!text.includes('[DONE]'));
  });

  it('/end ends cleanly without a finish reason or [DONE]', async () => {
    const { broken, text } = await stream('/end');
    assert.ok(!broken);
    assert.equal(finishReasonOf(text), undefined);
    assert.ok(!text.includes('[DONE]'));
  });

  it('/stall stops sending and keeps the connection open', async () => {
    const controller = new AbortController();
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', messages: [user('/stall')], stream: true }),
      signal: controller.signal,
    });
    let received = '';
    let isOpen = true;
    const read = (async () => {
      for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) received += piece;
    })()
      .catch(() => undefined)
      .finally(() => (isOpen = false));
    // Each comes at the pace of the other, and is many times as long: what there is of the stalled reply is there before the first ends.
    await stream('/long 2000');
    const half = received;
    await stream('/long 2000');
    assert.equal(received, half);
    assert.ok(isOpen);
    assert.ok(contentOf(half).length > 0);
    assert.equal(finishReasonOf(half), undefined);
    controller.abort();
    await read;
  });

  it('/broken sends one data line that is not JSON, and the rest of the text', async () => {
    const { text } = await stream('/broken');
    const readable = dataLines(text).map((data) => {
      try {
        JSON.parse(data);
        return true;
      } catch {
        return false;
      }
    });
    assert.equal(readable.filter((each) => !each).length, 1);
    assert.ok(text.endsWith('data: [DONE]\n\n'));
  });

  it('/error-in-stream ends with an error object after some text', async () => {
    const { text } = await stream('/error-in-stream');
    assert.ok(contentOf(text.slice(0, text.indexOf('data: {"error"'))).length > 0);
    assert.equal((JSON.parse(dataLines(text).at(-1)!) as { error: { code: string } }).error.code, 'internal_error');
  });

  it('/no-done leaves out only the [DONE]', async () => {
    const { text } = await stream('/no-done');
    assert.equal(finishReasonOf(text), 'stop');
    assert.ok(!text.includes('[DONE]'));
  });

  it('/crlf ends every line with CR LF', async () => {
    const { text } = await stream('/crlf');
    assert.equal(text.match(/(?<!\r)\n/), null);
    assert.ok(text.endsWith('data: [DONE]\r\n\r\n'));
  });

  it('/noise sends comments and an empty choices array', async () => {
    const { text } = await stream('/noise');
    assert.match(text, /^: keep-alive$/m);
    assert.deepEqual(chunksOf(text)[0]!.choices, []);
  });

  it('/bytes writes one byte at a time, and the text is whole', async () => {
    const { text, chunks } = await stream('/bytes');
    assert.ok(chunks.length > text.length / 4, `${chunks.length} pieces for ${text.length} bytes`);
    assert.equal(finishReasonOf(text), 'stop');
  });

  it('/json answers in JSON although a stream was asked for', async () => {
    const { headers, text } = await stream('/json');
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    assert.equal((JSON.parse(text) as { object: string }).object, 'chat.completion');
  });
});

describe('refused requests', () => {
  const refused: [command: string, status: number, code: string][] = [
    ['/unauthorized', 502, 'upstream_denied'],
    ['/forbidden', 502, 'upstream_denied'],
    ['/not-found', 404, 'model_not_found'],
    ['/context-length', 400, 'context_length_exceeded'],
    ['/quota', 429, 'insufficient_quota'],
    ['/server-error', 500, 'internal_error'],
    ['/server-error 503', 503, 'internal_error'],
    ['/html', 502, 'upstream_502'],
  ];
  for (const [command, status, code] of refused) {
    it(`${command} answers ${status} with the code ${code} and no HTML, also when it is tried again`, async () => {
      for (let attempt = 0; attempt < 2; attempt++) {
        const answer = await stream(command);
        assert.equal(answer.status, status);
        assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
        assert.equal(errorOf(answer.text).code, code);
        assert.doesNotMatch(answer.text, /</);
      }
    });
  }

  it('/rate-limited names the time in Retry-After, refuses before it is over, and replies afterwards', async () => {
    const first = await stream('/rate-limited 1');
    assert.equal(first.status, 429);
    assert.equal(first.headers['retry-after'], '1');
    assert.equal(errorOf(first.text).code, 'rate_limit_exceeded');
    assert.equal((await stream('/rate-limited 1')).status, 429);
    // Time is what is tested: a client that waits as long as it was told is not refused again.
    await new Promise((resolve) => setTimeout(resolve, 1050));
    assert.equal((await stream('/rate-limited 1')).status, 200);
  });

  it('checks the body as a real server does', async () => {
    const wrong: [fields: Record<string, unknown>, param: string, code: string][] = [
      [{ model: undefined }, 'model', 'missing_required_parameter'],
      [{ messages: 'hi' }, 'messages', 'invalid_type'],
      [{ messages: [] }, 'messages', 'invalid_value'],
      [{ messages: [{ role: 'robot', content: 'hi' }] }, 'messages[0].role', 'invalid_value'],
      [{ messages: [{ role: 'user', content: 5 }] }, 'messages[0].content', 'invalid_type'],
      [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id', 'missing_required_parameter'],
      [{ temperature: 3 }, 'temperature', 'invalid_value'],
      [{ temperature: 'hot' }, 'temperature', 'invalid_type'],
      [{ stream: 'yes' }, 'stream', 'invalid_type'],
      [{ max_completion_tokens: 1.5 }, 'max_completion_tokens', 'invalid_type'],
      [{ tools: [{ type: 'function' }] }, 'tools[0].function', 'missing_required_parameter'],
      [{ top_k: 5 }, 'top_k', 'unknown_parameter'],
    ];
    for (const [fields, param, code] of wrong) {
      const { status, text } = await ask(endpoint, 'hi', { fields });
      assert.equal(status, 400, param);
      assert.deepEqual([errorOf(text).param, errorOf(text).code], [param, code]);
    }
  });
});

describe('the query of the endpoint', () => {
  const chosen = (query: string, text = 'Good morning') => ask(`${endpoint}?${query}`, text, { fields: { stream: true } });

  it('chooses a scenario for every message, with its argument by name', async () => {
    const limited = await chosen('scenario=rate-limited&retry-after=7', 'by query');
    assert.equal(limited.status, 429);
    assert.equal(limited.headers['retry-after'], '7');
    assert.equal((await chosen('', 'by query')).status, 200);
    assert.equal(finishReasonOf((await chosen('scenario=filter')).text), 'content_filter');
  });

  it('gives way to what is typed', async () => {
    assert.equal((await chosen('scenario=filter', '/unauthorized')).status, 502);
  });

  it('refuses a scenario that does not exist', async () => {
    const { status, text } = await chosen('scenario=nonsense');
    assert.equal(status, 400);
    assert.equal(errorOf(text).param, 'scenario');
  });

  it('sets the rate, which is 17,000 tokens a second by default', async () => {
    const seconds = async (query: string, text: string): Promise<number> => {
      const start = performance.now();
      await chosen(query, text);
      return (performance.now() - start) / 1000;
    };
    // Wide bounds: the machine may be busy. Too fast would mean no pace at all.
    const usual = await seconds('', '/long 17000');
    assert.ok(usual > 0.9 && usual < 6, `${usual} s for 17,000 tokens`);
    const slow = await seconds('rate=100', '/long 100');
    assert.ok(slow > 0.9 && slow < 6, `${slow} s for 100 tokens at 100 a second`);
    assert.ok((await seconds('rate=1000000', '/long 17000')) < usual);
  });
});
