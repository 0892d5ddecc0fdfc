/** Headers in every shape that `fetch` takes, as a server receives them; what has no value is not sent. */
import { expect } from '@open-wc/testing';
import { stream, type HeadersOption } from '../../src/headless.js';
import { script } from '../support/script.js';
import { ok, question } from './answers.js';
import { collect } from './collect.js';

type Sent = Record<string, string | undefined>;

const rows: [what: string, given: HeadersOption, sent: Sent][] = [
  ['a text', { 'X-A': 'one' }, { 'x-a': 'one' }],
  ['a number, zero too', { 'x-a': 7, 'x-b': 0 }, { 'x-a': '7', 'x-b': '0' }],
  ['true and false', { 'x-a': true, 'x-b': false }, { 'x-a': 'true', 'x-b': 'false' }],
  [
    'null and undefined: not sent',
    { 'x-a': null, 'x-b': undefined, 'x-c': 'c' },
    { 'x-a': undefined, 'x-b': undefined, 'x-c': 'c' },
  ],
  ['an empty text', { 'x-a': '' }, { 'x-a': '' }],
  [
    'a list of entries',
    [
      ['x-a', 'one'],
      ['x-b', 2],
      ['x-c', null],
    ],
    { 'x-a': 'one', 'x-b': '2', 'x-c': undefined },
  ],
  [
    'a name twice: joined, as fetch does',
    [
      ['x-a', 'one'],
      ['X-A', 'two'],
    ],
    { 'x-a': 'one, two' },
  ],
  ['a Headers', new Headers({ 'X-A': 'one' }), { 'x-a': 'one' }],
  ['a Map', new Map([['x-a', 'one']]), { 'x-a': 'one' }],
  ['over ours', new Headers({ Accept: 'text/plain' }), { accept: 'text/plain' }],
  ['null', null, { 'content-type': 'application/json' }],
];

describe('headers', () => {
  for (const [what, given, sent] of rows) {
    const forms: [string, HeadersOption][] = [
      [what, given],
      [`${what}, from a function`, () => given as Headers],
      [`${what}, from an async function`, () => Promise.resolve(given as Headers)],
    ];
    for (const [title, headers] of forms) {
      it(title, async () => {
        const { endpoint, log } = await script(ok);
        expect((await collect(stream(question, { endpoint, headers }))).error).to.equal(undefined);
        const received: Sent = (await log())[0]!.headers;
        for (const name of Object.keys(sent)) expect(received[name], name).to.equal(sent[name]);
      });
    }
  }

  const wrong: [what: string, given: unknown][] = [
    ['a text', 'x-a: one'],
    ['an entry of three', [['x-a', 'one', 'two']]],
    ['a character that no header can hold', { 'x-a': '家' }],
    ['a name that is none', { 'x a': '1' }],
  ];
  for (const [what, headers] of wrong) {
    it(`${what} is a mistake that the owner is told of, and nothing is sent`, async () => {
      const { endpoint, log } = await script(ok);
      expect((await collect(stream(question, { endpoint, headers: headers as HeadersOption }))).error).to.equal('configuration');
      expect(await log()).to.have.length(0);
    });
  }

  it('their values are blotted out of what a server says, a number too', async () => {
    const { endpoint } = await script({
      status: 400,
      headers: { 'content-type': 'application/json' },
      steps: [{ write: '{"error":"No session 123456789 here"}' }],
    });
    const { thrown } = await collect(stream(question, { endpoint, headers: { 'x-session': 123456789 } }));
    expect(thrown!.serverMessage).to.equal('No session [redacted] here');
  });
});
