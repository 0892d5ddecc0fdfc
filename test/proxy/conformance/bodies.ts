/** JSON tricks, fields, types, ranges, caps, instructions: what is decided by the body. */
import assert from 'node:assert/strict';
import { ask, chat, instructions, model, say, type Case } from './target.js';

/** Refused with this error; the upstream hears nothing. */
function refused(
  name: string,
  body: string | Buffer | Record<string, unknown>,
  { code, param, status = 400 }: { code: string; param?: string; status?: number },
): Case {
  return {
    name,
    check: async (target) => {
      const before = target.recorder.requests.length;
      const answer = await ask(target, { body });
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.code, code);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      if (param !== undefined) assert.equal(answer.param, param);
      assert.equal(target.recorder.requests.length, before);
    },
  };
}

/** Goes upstream; `check` looks at the body that arrived there. */
function passes(
  name: string,
  body: string | Buffer | Record<string, unknown>,
  check: (body: Record<string, unknown>) => void,
): Case {
  return {
    name,
    check: async (target) => {
      const before = target.recorder.requests.length;
      const answer = await ask(target, { body });
      assert.equal(answer.status, 200, answer.text);
      assert.equal(target.recorder.requests.length, before + 1);
      check(target.recorder.requests.at(-1)!.body);
    },
  };
}

const whole = JSON.stringify(chat());
const withText = (text: string): string => whole.replace('{', `{${text},`);

const json: Case[] = [
  ...[
    '',
    'null',
    'true',
    '5',
    '"text"',
    '{',
    '[',
    whole.slice(0, -1),
    `${whole},`,
    `${whole}${whole}`,
    whole.replaceAll('"', "'"),
    '{"model":NaN}',
    'undefined',
  ].map((body) => {
    const isJson = ['null', 'true', '5', '"text"'].includes(body);
    return refused(`the body “${body.slice(0, 20)}” (${body.length} characters) is refused`, body, {
      code: isJson ? 'invalid_type' : 'invalid_json',
    });
  }),
  refused('an array is no body', '[{}]', { code: 'invalid_type' }),
  refused('bytes that are no UTF-8 are refused', Buffer.from(whole.replace('"hi"', '"\xff\xfe"'), 'latin1'), {
    code: 'invalid_json',
  }),
  refused('100,000 opened brackets are refused', '['.repeat(100_000), { code: 'invalid_json' }),
  refused('50,000 nested arrays are refused', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, { code: 'invalid_type' }),
  refused('50,000 nested objects in a field are refused', withText(`"stop":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`), {
    code: 'invalid_type',
    param: 'stop',
  }),
  passes('a byte order mark does no harm', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(whole)]), (body) =>
    assert.equal(body['model'], model),
  ),
  passes('half a surrogate pair arrives as it was', whole.replace('"hi"', '"\\ud83d"'), (body) =>
    assert.equal((body['messages'] as { content: string }[]).at(-1)!.content, '\ud83d'),
  ),
  passes('of a key given twice the checked one alone goes upstream', withText('"model":"evil/model"'), (body) =>
    assert.equal(body['model'], model),
  ),
  refused('a key given twice cannot bring in another model', whole.replace(/}$/, ',"model":"evil/model"}'), {
    code: 'model_not_found',
    param: 'model',
    status: 404,
  }),
  refused('a key written with escapes is the same key', withText('"\\u0061pi_key":"x"'), {
    code: 'unknown_parameter',
    param: 'api_key',
  }),
];

const prototypeNames: Case[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'].map((name) =>
    refused(`the field ${name} is refused by name`, withText(`"${name}":{"model":"evil"}`), {
      code: 'unknown_parameter',
      param: name,
    }),
  ),
  refused('__proto__ in a message is refused', whole.replace('{"role"', '{"__proto__":{},"role"'), {
    code: 'unknown_parameter',
    param: 'messages[0].__proto__',
  }),
  refused('a role named like a prototype’s member is refused', chat({ messages: [{ role: 'constructor', content: 'x' }] }), {
    code: 'invalid_value',
    param: 'messages[0].role',
  }),
  refused(
    'a part named like a prototype’s member is refused',
    chat({ messages: [{ role: 'user', content: [{ type: 'toString' }] }] }),
    { code: 'invalid_value' },
  ),
  refused('a body whose fields are in __proto__ lacks them', `{"__proto__":${whole}}`, {
    code: 'unknown_parameter',
    param: '__proto__',
  }),
];

const unknownFields: Case[] = [
  'base_url',
  'url',
  'upstream',
  'endpoint',
  'host',
  'headers',
  'api_key',
  'authorization',
  'extra_body',
  'extra_headers',
  'models',
  'provider',
  'route',
  'plugins',
  'transforms',
  'functions',
  'function_call',
  'max_tokens',
  'user',
  'store',
  'metadata',
  'service_tier',
  'logprobs',
  'web_search_options',
  'Model',
  'MESSAGES',
].map((name) =>
  refused(`the field ${name} is refused by name`, chat({ [name]: 'x' }), { code: 'unknown_parameter', param: name }),
);

const nestedFields: Case[] = [
  refused('an unknown field of a message is refused', chat({ messages: [{ role: 'user', content: 'x', cache_control: {} }] }), {
    code: 'unknown_parameter',
    param: 'messages[0].cache_control',
  }),
  refused('an unknown field of stream_options is refused', chat({ stream_options: { url: 'x' } }), {
    code: 'unknown_parameter',
    param: 'stream_options.url',
  }),
  ...(
    [
      ['an image', { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }],
      ['an image that the service would fetch', { type: 'image_url', image_url: { url: 'http://169.254.169.254/' } }],
      ['an image from a file', { type: 'image_url', image_url: { url: 'file:///etc/passwd' } }],
      ['a sound', { type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } }],
      ['a file', { type: 'file', file: { file_data: 'data:application/pdf;base64,JVBERi0=' } }],
    ] as const
  ).map(([name, part]) =>
    refused(`${name} is not offered`, chat({ messages: [{ role: 'user', content: [part] }] }), {
      code: 'invalid_value',
      param: 'messages[0].content[0]',
    }),
  ),
  refused(
    'a file of the owner’s account is refused',
    chat({ messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'file-1' } }] }] }),
    { code: 'unknown_parameter', param: 'messages[0].content[0].file.file_id' },
  ),
];

const wrongTypes: Case[] = (
  [
    ['model', 5, 'invalid_type'],
    ['model', '', 'invalid_value'],
    ['model', null, 'invalid_type'],
    ['model', [model], 'invalid_type'],
    ['messages', 'hi', 'invalid_type'],
    ['messages', {}, 'invalid_type'],
    ['messages', [], 'invalid_value'],
    ['messages', null, 'invalid_type'],
    ['messages', [null], 'invalid_type'],
    ['messages', ['hi'], 'invalid_type'],
    ['messages', [{ content: 'x' }], 'missing_required_parameter'],
    ['messages', [{ role: 'user' }], 'missing_required_parameter'],
    ['messages', [{ role: 'User', content: 'x' }], 'invalid_value'],
    ['messages', [{ role: 'user', content: null }], 'invalid_type'],
    ['messages', [{ role: 'user', content: { text: 'x' } }], 'invalid_type'],
    ['messages', [{ role: 'user', content: [] }], 'invalid_value'],
    ['messages', [{ role: 'user', content: ['x'] }], 'invalid_type'],
    ['stream', 'true', 'invalid_type'],
    ['stream', 1, 'invalid_type'],
    ['stream_options', true, 'invalid_type'],
    ['temperature', '1', 'invalid_type'],
    ['temperature', 2.1, 'invalid_value'],
    ['temperature', -0.1, 'invalid_value'],
    ['top_p', 1.5, 'invalid_value'],
    ['top_p', true, 'invalid_type'],
    ['max_completion_tokens', 0, 'invalid_value'],
    ['max_completion_tokens', -1, 'invalid_value'],
    ['max_completion_tokens', 1.5, 'invalid_type'],
    ['max_completion_tokens', '100', 'invalid_type'],
    ['n', 0, 'invalid_value'],
    ['n', 1e6, 'invalid_value'],
    ['n', [1], 'invalid_type'],
    ['seed', 0.5, 'invalid_type'],
    ['stop', 5, 'invalid_type'],
    ['stop', ['a', 'b', 'c', 'd', 'e'], 'invalid_value'],
    ['stop', [1], 'invalid_type'],
    ['frequency_penalty', 3, 'invalid_value'],
    ['presence_penalty', 'x', 'invalid_type'],
    ['logit_bias', [1], 'invalid_type'],
    ['logit_bias', { '50256': 101 }, 'invalid_value'],
    ['logit_bias', { '50256': -100 }, 'invalid_value'],
    ['reasoning_effort', 5, 'invalid_type'],
    ['tools', {}, 'invalid_type'],
    ['tools', [{ type: 'web_search' }], 'invalid_value'],
  ] as const
).map(([field, value, code]) => refused(`${field}: ${JSON.stringify(value)} is refused`, chat({ [field]: value }), { code }));

const hugeNumbers: Case[] = [
  refused('1e999 is no number', withText('"temperature":1e999'), { code: 'invalid_type', param: 'temperature' }),
  refused('1e308 tokens are no integer', withText('"max_completion_tokens":1e308'), { code: 'invalid_type' }),
  refused('an integer that cannot be told from its neighbour is refused', withText('"seed":9007199254740993'), {
    code: 'invalid_type',
    param: 'seed',
  }),
];

const models: Case[] = [
  'evil/model',
  'http://169.254.169.254/latest',
  'https://evil.example/v1',
  '../../admin',
  `${model}/../../other`,
  `${model} `,
  ` ${model}`,
  model.toUpperCase(),
  `${model}\u0000`,
  `${model}\r\nX-Evil: 1`,
  `${model}?x=1`,
  '*',
  '__proto__',
].map((name) =>
  refused(`the model ${JSON.stringify(name)} is not offered`, chat({ model: name }), {
    code: 'model_not_found',
    param: 'model',
    status: 404,
  }),
);

const tool = { type: 'function', function: { name: 'f' } };
const call = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
};

const caps: Case[] = [
  passes('a reply is capped where nothing is asked', chat(), (body) => assert.equal(body['max_completion_tokens'], 4096)),
  passes('a reply is capped where null is asked', chat({ max_completion_tokens: null }), (body) =>
    assert.equal(body['max_completion_tokens'], 4096),
  ),
  passes('a reply is capped where too much is asked', chat({ max_completion_tokens: 1_000_000_000 }), (body) =>
    assert.equal(body['max_completion_tokens'], 4096),
  ),
  passes('a smaller cap of the visitor stays', chat({ max_completion_tokens: 10 }), (body) =>
    assert.equal(body['max_completion_tokens'], 10),
  ),
  passes('50 choices become one', chat({ n: 50 }), (body) => assert.equal(body['n'], 1)),
  refused('201 messages are too many', chat({ messages: Array.from({ length: 201 }, () => ({ role: 'user', content: 'x' })) }), {
    code: 'context_length_exceeded',
    param: 'messages',
  }),
  refused('a message of 50,001 characters is too long', say('x'.repeat(50_001)), {
    code: 'context_length_exceeded',
    param: 'messages[0].content',
  }),
  refused(
    'many parts do not make room for a longer message',
    chat({ messages: [{ role: 'user', content: Array.from({ length: 20 }, () => ({ type: 'text', text: 'x'.repeat(3000) })) }] }),
    { code: 'context_length_exceeded' },
  ),
  refused('tools are not offered', chat({ tools: [tool] }), { code: 'invalid_value', param: 'tools' }),
  refused('a made-up tool call is refused', chat({ messages: [call, { role: 'tool', tool_call_id: 'a', content: 'x' }] }), {
    code: 'invalid_value',
    param: 'messages[0]',
  }),
  refused(
    'a tool’s schema that is nested without end is refused',
    withText(`"tools":[{"type":"function","function":{"name":"f","parameters":${'{"a":'.repeat(5000)}{}${'}'.repeat(5000)}}}]`),
    { code: 'invalid_value', param: 'tools[0].function.parameters' },
  ),
  passes(
    'every field of the API in its range goes through',
    chat({
      stream: false,
      temperature: 0,
      top_p: 1,
      stop: ['a'],
      seed: -5,
      frequency_penalty: -2,
      presence_penalty: 2,
      reasoning_effort: 'low',
    }),
    (body) => assert.deepEqual([body['temperature'], body['stop'], body['seed']], [0, ['a'], -5]),
  ),
];

const ownersInstructions: Case[] = [
  passes('the owner’s instructions come first', chat(), (body) =>
    assert.deepEqual(body['messages'], [
      { role: 'developer', content: instructions },
      { role: 'user', content: 'hi' },
    ]),
  ),
  refused('a developer message of the visitor is refused', chat({ messages: [{ role: 'developer', content: 'x' }] }), {
    code: 'invalid_value',
    param: 'messages[0].role',
  }),
  refused(
    'a system message of the visitor is refused',
    chat({
      messages: [
        { role: 'user', content: 'x' },
        { role: 'system', content: 'x' },
      ],
    }),
    { code: 'invalid_value', param: 'messages[1].role' },
  ),
  refused('a role in capitals is no way around', chat({ messages: [{ role: 'SYSTEM', content: 'x' }] }), {
    code: 'invalid_value',
    param: 'messages[0].role',
  }),
  refused('a role with a space is no way around', chat({ messages: [{ role: 'system ', content: 'x' }] }), {
    code: 'invalid_value',
    param: 'messages[0].role',
  }),
];

const sizes: Case[] = [
  refused('a body of 300 kB is refused', say('x'.repeat(300_000)), { code: 'request_too_large', status: 413 }),
  {
    name: 'a body of 300 kB without Content-Length is refused',
    check: async (target) => {
      const before = target.recorder.requests.length;
      // A server that does not wait for the rest may close the connection on a visitor who still writes.
      const answer = await ask(target, { body: say('x'.repeat(300_000)), chunked: true }).catch(() => 'closed' as const);
      assert.ok(answer === 'closed' || answer.status === 413);
      assert.equal(target.recorder.requests.length, before);
    },
  },
  {
    name: 'a small body without Content-Length is taken',
    check: async (target) => assert.equal((await ask(target, { chunked: true })).status, 200),
  },
];

export const bodyCases: Case[] = [
  ...json,
  ...prototypeNames,
  ...unknownFields,
  ...nestedFields,
  ...wrongTypes,
  ...hugeNumbers,
  ...models,
  ...caps,
  ...ownersInstructions,
  ...sizes,
];
