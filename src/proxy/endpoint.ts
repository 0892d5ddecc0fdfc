/** What differs between the endpoints: their paths, what they take, and what they make of it. The road from a request to its answer is `exchange.ts`. */
import type { Media } from './head.js';
import type { Key } from './key.js';
import type { RequestReport } from './options.js';
import type { UpstreamBody } from './upstream.js';

export interface Endpoint {
  /** The path that is answered. */
  path: string;
  /** The type of a request's body. */
  media: Media;
  upstream: string;
  key: Key | undefined;
  /** The types of an answer that may come. */
  accept: string;
  /** @returns The type of the answer for the visitor, of one in small letters and without parameters; undefined refuses it. */
  answerType: (type: string) => string | undefined;
  /** Reads and checks. @throws Refusal for what does not go on. */
  prepare: (request: Request, exchange: Preparation) => Promise<Outgoing>;
}

export interface Preparation {
  /** The request without its body, for the owner's functions. */
  head: Request;
  /** Filled in as things become known, so that a refused request is reported too. */
  report: RequestReport;
}

export interface Outgoing extends UpstreamBody {
  /** The most that it can cost; asked only where tokens are limited. */
  tokens: () => Cost;
  /** Goes to the visitor before a stream; empty: nothing. */
  opening: string;
}

export interface Cost {
  /** Of it, what is used even if the answer is cut. */
  prompt: number;
  most: number;
}
