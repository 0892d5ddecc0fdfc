/** Attachments by the client of OpenAI, over HTTP. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { model } from './fixture.js';
import { pdf, png, wav } from './media.js';
import { startVoice, type Service, type Voice } from './voice.js';

describe('attachments of the client of OpenAI', () => {
  const url = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString('base64')}`;
  const ask = (voice: Voice) =>
    voice.client.chat.completions.create({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            {
              type: 'image_url',
              image_url: { url: url('image/png', Buffer.concat([png(1568, 1176), Buffer.alloc(2_000_000)])), detail: 'high' },
            },
            { type: 'input_audio', input_audio: { data: wav(1000).toString('base64'), format: 'wav' } },
            { type: 'file', file: { filename: 'prices.pdf', file_data: url('application/pdf', pdf(2)) } },
          ],
        },
      ],
    });
  const chat: Service = (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: 'A PDF.' }, finish_reason: 'stop' }] }));

  it('arrive as they were sent', async () => {
    const voice = await startVoice(chat, { attachments: ['image', 'audio', 'file'] });
    try {
      assert.equal((await ask(voice)).choices[0]!.message.content, 'A PDF.');
      const { messages } = JSON.parse(voice.heard[0]!.body.toString()) as { messages: { content: { type: string }[] }[] };
      assert.deepEqual(
        messages[0]!.content.map(({ type }) => type),
        ['text', 'image_url', 'input_audio', 'file'],
      );
      assert.ok(voice.heard[0]!.body.length > 2_600_000);
    } finally {
      await voice.close();
    }
  });

  it('are refused in words that a client can read', async () => {
    const voice = await startVoice(chat, { maxBodyBytes: 5_000_000 });
    try {
      await assert.rejects(ask(voice), { status: 400, code: 'invalid_value', message: '400 Images are not supported here.' });
    } finally {
      await voice.close();
    }
  });
});
