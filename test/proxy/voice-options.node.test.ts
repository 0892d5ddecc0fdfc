/** What an owner may set for the voice. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatProxy } from '../../src/proxy/index.js';

describe('options of the voice', () => {
  it('make sense, or are refused at once', () => {
    const transcription = { model: 'm' };
    const speech = { model: 'm', voice: 'v' };
    const nonsense: [Record<string, unknown>, RegExp][] = [
      [{ transcription: true }, /transcription: true must be false or an object/],
      [{ transcription: {} }, /transcription\.model/],
      [{ transcription: { model: '' } }, /transcription\.model/],
      [{ transcription: { model: 5 } }, /transcription\.model/],
      [
        { transcription: { ...transcription, maxByte: 5 } },
        /transcription\.maxByte: there is no such option\. The nearest is transcription\.maxBytes/,
      ],
      [{ transcription: { ...transcription, maxBytes: NaN } }, /transcription\.maxBytes/],
      [{ transcription: { ...transcription, upstream: 'nowhere' } }, /URL/],
      [{ transcription, upstream: 'https://api.example/chat' }, /transcription\.upstream/],
      [{ speech: 'alloy' }, /speech: alloy must be/],
      [{ speech: { model: 'm' } }, /speech\.voice/],
      [{ speech: { ...speech, maxCharacters: 0 } }, /speech\.maxCharacters/],
      [{ speech: { ...speech, upstream: 'https://other.example/v1/audio/speech' } }, /speech\.key/],
      [{ speech: { ...speech, voices: 'x' } }, /nearest is speech\.voice/],
    ];
    for (const [options, message] of nonsense) assert.throws(() => createChatProxy(options), message, JSON.stringify(options));
    createChatProxy({ transcription, speech, attachments: ['image'] });
    createChatProxy({ speech: { ...speech, upstream: 'https://other.example/v1/audio/speech', key: () => 'x' } });
  });
});
