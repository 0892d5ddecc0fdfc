import type { ChatBody } from '../../src/proxy/fields.js';

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** An HTTP answer in place of a reply. */
export interface HttpAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** Everything that one answer of the stand-in does. A scenario changes some of it. */
export interface Plan {
  tokensPerSecond: number;
  /** Milliseconds before the headers. */
  delay: number;
  /** Default: a prepared text, chosen by the conversation. */
  text?: string;
  /** Sent without the notice that this is no model: the visitor's own words. */
  verbatim: boolean;
  reasoning?: string;
  refusal?: string;
  /** Said in a chunk before the text. */
  sources?: { url: string; title: string }[];
  toolCalls: { name: string; arguments: string }[];
  /** Default: what the reply amounts to. */
  finishReason?: FinishReason;
  /** What goes wrong after half of the reply. */
  fault?: 'cut' | 'stall' | 'broken-chunk' | 'error-object' | 'end';
  newline: '\n' | '\r\n';
  /** Comments and empty chunks between the others, as servers in the wild send them. */
  noise: boolean;
  /** The data line `[DONE]` at the end. */
  done: boolean;
  oneByteAtATime: boolean;
  /** One JSON answer although a stream was asked for. */
  json: boolean;
  http?: HttpAnswer;
  /** Refused with 429 until so many seconds have passed since the first try. */
  limitedFor?: number;
}

export const plainPlan: Plan = {
  tokensPerSecond: 17_000,
  delay: 0,
  verbatim: false,
  toolCalls: [],
  newline: '\n',
  noise: false,
  done: true,
  oneByteAtATime: false,
  json: false,
};

export interface Scenario {
  /** Typed as `/name`, or chosen by `?scenario=name`. */
  name: string;
  /** One plain sentence for `/help` and the panel. */
  does: string;
  /** Typed after the name, or given in the query by this name. */
  argument?: {
    name: string;
    /** What it is, with its unit. */
    what: string;
    /** Taken when nothing is given. */
    default: string;
  };
  /** The scenario shows itself in typing only: it makes no sense for every message alike. */
  typedOnly?: boolean;
  plan: (argument: string, body: ChatBody) => Partial<Plan>;
}
