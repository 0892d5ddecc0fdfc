/** Reasoning in tags at the start of the text, as servers send it that do not know their model's. */
import { chunk, sse } from '../support/script.js';
import type { Transcript } from './transcripts.js';

const said = (...pieces: string[]): string => sse(...pieces.map((content) => chunk({ content })), chunk({}, 'stop'), '[DONE]');

/** In one piece, by units, and in pairs of these: each has to give the same. */
function rows(name: string, text: string, expected: { text?: string; reasoning?: string }): Transcript[] {
  return [[text], text.split(''), text.match(/[^]{1,2}/g) ?? []].map((pieces) => ({
    name: `${name}, in ${pieces.length} pieces`,
    body: said(...pieces),
    expected: { ...expected, finishReason: 'stop' },
  }));
}

export const thoughts: Transcript[] = [
  ...rows('a thought', '<think>a < b</think>\n\nc', { reasoning: 'a < b', text: 'c' }),
  ...rows('a thought under its other name, after white space', '\n\n <thinking>a</thinking>b', { reasoning: 'a', text: 'b' }),
  ...rows('several thoughts', '<think>a</think>\n<think>b</think>c', { reasoning: 'ab', text: 'c' }),
  ...rows('a thought that is empty', '<think>\n\n</think>\n\na', { reasoning: '\n\n', text: 'a' }),
  ...rows('a thought that does not end', '<think>a</thi', { reasoning: 'a</thi' }),
  ...rows('a closing tag alone at the start', '</think>\n\na', { text: 'a' }),
  ...rows('a thought whose opening tag was in the prompt', 'a\nb\n</think>\n\nc', { reasoning: 'a\nb\n', text: 'c' }),
  ...rows('text that is no thought', ' <b>a</b> <think>b</think>', { text: ' <b>a</b> <think>b</think>' }),
  ...rows('text that quotes the closing tag', 'Split it at `</think>`, or "</think>".', {
    text: 'Split it at `</think>`, or "</think>".',
  }),
  ...rows('text that ends with the closing tag after a quotation mark', 'a "</think>', { text: 'a "</think>' }),
  ...rows('a thought that ends with a quotation, its opening tag in the prompt', 'He said "hi"</think>\n\nc', {
    reasoning: 'He said "hi"',
    text: 'c',
  }),
  ...rows('text that may yet be one', '<thi', { text: '<thi' }),
  ...rows('text with tags behind a thought', '<think>a</think>b </think> <think>c</think>', {
    reasoning: 'a',
    text: 'b </think> <think>c</think>',
  }),
  {
    name: 'a thought in a whole JSON answer',
    contentType: 'application/json',
    body: JSON.stringify({ choices: [{ message: { content: '<think>a</think>\nb' }, finish_reason: 'stop' }] }),
    expected: { reasoning: 'a', text: 'b', finishReason: 'stop' },
  },
  {
    name: 'thoughts of two choices',
    n: 2,
    body: sse(
      { choices: [{ index: 0, delta: { content: '<think>a' } }] },
      { choices: [{ index: 1, delta: { content: 'one' } }] },
      { choices: [{ index: 0, delta: { content: '</think>b' }, finish_reason: 'stop' }] },
      { choices: [{ index: 1, delta: {}, finish_reason: 'stop' }] },
      '[DONE]',
    ),
    expected: { reasoning: 'a', text: 'b', finishReason: 'stop', secondText: 'one' },
  },
];
