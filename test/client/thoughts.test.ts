import { expect } from '@open-wc/testing';
import { ChatCompletionsReader } from '../../src/client/chat-completions/reader.js';

describe('text that may be a tag around reasoning', () => {
  it('waits no longer than such a tag is', () => {
    const reader = new ChatCompletionsReader(1, { status: 200 });
    const text = `a <${'b'.repeat(20)}`;
    reader.readData(JSON.stringify({ choices: [{ delta: { content: text } }] }));
    expect(reader.takeEvents().at(-1)).to.deep.equal({ type: 'text', index: 0, delta: text });
  });
});
