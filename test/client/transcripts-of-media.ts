/** Pictures and speech, as servers send them. */
import { chunk, sse } from '../support/script.js';
import type { Transcript } from './transcripts.js';

const said = (...chunks: object[]): string => sse(...chunks, chunk({}, 'stop'), '[DONE]');
const png = 'data:image/png;base64,iVBORw0KGgo=';
const image = (url: string): object => ({ type: 'image_url', image_url: { url } });

export const media: Transcript[] = [
  {
    name: 'OpenRouter: pictures beside the text of a delta',
    body: said(chunk({ content: 'Here.' }), chunk({ content: '', images: [image(png), image('https://a.test/1.png')] })),
    expected: { text: 'Here.', finishReason: 'stop', images: [png, 'https://a.test/1.png'] },
  },
  {
    name: 'a picture among the parts of the content',
    body: said(chunk({ content: [{ type: 'text', text: 'Here.' }, image(png)] })),
    expected: { text: 'Here.', finishReason: 'stop', images: [png] },
  },
  {
    name: 'pictures of one JSON answer, and what is none',
    body: JSON.stringify({
      choices: [{ index: 0, message: { content: null, images: [image(png), null, {}, image('')] }, finish_reason: 'stop' }],
    }),
    contentType: 'application/json',
    expected: { finishReason: 'stop', images: [png] },
  },
  {
    name: 'OpenAI: speech in pieces, its words and its bytes apart',
    body: said(
      chunk({ audio: { id: 'audio_1', transcript: 'Good ' } }),
      chunk({ audio: { transcript: 'morning.' } }),
      chunk({ audio: { data: 'AAA=' } }),
      chunk({ audio: { data: 'AQA=' } }),
      chunk({ audio: { expires_at: 1729268602 } }),
    ),
    expected: { finishReason: 'stop', audio: { data: 'AAA=AQA=', transcript: 'Good morning.' } },
  },
];
