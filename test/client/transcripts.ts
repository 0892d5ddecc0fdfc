/** What servers send: one table, of which every row is fed whole, cut at every byte, and cut at random, and has to give the same reply. */
import type { Source } from '../../src/client/index.js';
import { ends } from './transcripts-of-ends.js';
import { quirks } from './transcripts-of-quirks.js';
import { servers } from './transcripts-of-servers.js';
import { sourced } from './transcripts-of-sources.js';
import { thoughts } from './transcripts-of-thoughts.js';

export interface Transcript {
  name: string;
  body: string;
  contentType?: string;
  n?: number;
  expected: {
    text?: string;
    reasoning?: string;
    refusal?: string;
    toolCalls?: { id: string; name: string; arguments: string }[];
    finishReason?: string;
    sources?: Source[];
    /** prompt, completion, total */
    usage?: [number, number, number];
    model?: string;
    damages?: number;
    error?: string;
    /** The text of the second choice. */
    secondText?: string;
  };
}

export const transcripts: Transcript[] = [...servers, ...quirks, ...ends, ...sourced, ...thoughts];
