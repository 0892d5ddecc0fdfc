import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { ChatCompletionsReader } from '../../src/client/chat-completions/reader.js';
import { RepeatedChunk } from '../../src/client/chat-completions/repeated-chunk.js';

const detail = { status: 200 };

/** What a reader makes of these chunks; of what it throws, the message. */
function read(chunks: readonly string[]): unknown[] {
  const reader = new ChatCompletionsReader(1, detail);
  try {
    for (const chunk of chunks) reader.readData(chunk);
    reader.end();
  } catch (error) {
    return [...reader.takeEvents(), String(error)];
  }
  return reader.takeEvents();
}

/** The same to JSON, but no two of them are written alike. */
const unlike = (chunks: readonly string[]): string[] => chunks.map((chunk, index) => ' '.repeat(index) + chunk);

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' tok',
    'content',
    'assistant',
    'x',
    '"',
    '\\',
    '\n',
    'id',
    'null',
    '+',
    ',',
    ':',
    '}',
    ':[',
    '\u2028',
    '{"content":"x"}',
    'c1',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const delta = fc.oneof(
  { weight: 12, arbitrary: text.map((content) => ({ content })) },
  text.map((content) => ({ role: 'assistant', content })),
  text.map((content) => ({ content, reasoning_content: null })),
  text.map((reasoning) => ({ content: 'same', reasoning })),
  text.map((name) => ({ tool_calls: [{ index: 0, id: 'c1', function: { name, arguments: '' } }] })),
  fc.constant({ content: null }),
);
const chunk = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      id: fc.constantFrom('c1', 'c1', 'c2'),
      choices: fc.tuple(fc.record({ index: fc.constantFrom(0, 0, 0, 1), delta })),
    }),
  },
  fc.record({
    id: fc.constant('c1'),
    choices: fc.tuple(fc.record({ delta, finish_reason: fc.constantFrom('stop', null, 'length') })),
  }),
  text.map((content) => ({ id: 'c1', choices: [{ delta: { content } }], usage: { prompt_tokens: 1, completion_tokens: 2 } })),
  fc.constant({ error: { message: 'no' } }),
);
/** As one server writes them, whatever it is that it escapes. */
const stream = fc
  .tuple(fc.array(chunk, { maxLength: 40 }), fc.boolean())
  .map(([chunks, escapes]) =>
    chunks
      .map((one) => JSON.stringify(one))
      .map((one) => (escapes ? one.replace(/[tx+]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`) : one)),
  );

describe('chunks that are written like the one before', () => {
  it('mean what they mean when each is parsed', () => {
    fc.assert(
      fc.property(stream, (chunks) => {
        expect(read(chunks)).to.deep.equal(read(unlike(chunks)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('are not told by a text that stands elsewhere in them too', () => {
    const chunkOf = (id: string, content: string): string => JSON.stringify({ id, choices: [{ index: 0, delta: { content } }] });
    const chunks = [chunkOf('a', 'a'), chunkOf('b', 'a'), chunkOf('b', 'b')];
    expect(read(chunks)).to.deep.equal(read(unlike(chunks)));
    expect(read(chunks)).to.deep.include({ type: 'text', index: 0, delta: 'aab' });
    // What stands between two texts is JSON's own, and no JSON any more with something added.
    for (const content of [',', ':', ':{', ':[{', '}', '"', ':0,']) {
      const same = [chunkOf('a', content), chunkOf('a', content), chunkOf('a', 'b')];
      expect(read(same), content).to.deep.equal(read(unlike(same)));
      expect(read(same), content).to.deep.include({ type: 'text', index: 0, delta: `${content}${content}b` });
    }
  });

  it('are damaged where their text is no JSON', () => {
    const chunkOf = (content: string): string => `{"choices":[{"index":0,"delta":{"content":"${content}"}}]}`;
    const chunks = [chunkOf('a'), chunkOf('b'), chunkOf('line\nbreak'), chunkOf('c" "'), chunkOf('\\'), chunkOf('d')];
    const types = (events: readonly unknown[]): unknown[] => events.map((event) => (event as { type?: string }).type);
    expect(types(read(chunks))).to.deep.equal(types(read(unlike(chunks))));
    expect(types(read(chunks))).to.include('damage');
    expect(read(chunks)).to.deep.include({ type: 'text', index: 0, delta: 'ab' });
  });

  it('are not parsed', () => {
    let parsed = 0;
    const repeated = new RepeatedChunk((data) => {
      parsed++;
      return { index: 0, delta: (JSON.parse(data) as { t: string }).t };
    });
    const find = (data: string): string | undefined => {
      const found = repeated.find(data)?.delta;
      if (found === undefined) repeated.learn(data);
      return found;
    };
    expect(Array.from('abcdef', (letter) => find(`{"id":1,"t":"${letter}"}`))).to.deep.equal([
      undefined,
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
    expect(parsed).to.equal(2);
    // Where each differs in something else it is not tried for ever.
    for (let id = 2; id < 1_000; id++) expect(find(`{"id":${id},"t":"x"}`)).to.equal(undefined);
    expect(parsed).to.be.below(40);
  });
});
