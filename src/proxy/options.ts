/** Everything a site owner can set, and what holds where nothing is set. */
import type { AttachmentKind } from './attachments/attachments.js';
import { speechSettings, transcriptionSettings, type SpeechOptions, type TranscriptionOptions } from './audio/options.js';
import type { Asked, Instructions } from './instructions.js';
import type { Key } from './key.js';
import type { Limits } from './limit.js';
import type { UpstreamFetch, Timeouts } from './upstream.js';
import type { Usage } from './usage.js';
import type { Connection } from './visitor.js';

export interface ChatProxyOptions {
  /**
   * The API key of the service, or a function that returns it at each request.
   * Default: the environment variable `_8080_API_KEY`.
   */
  key?: Key | undefined;
  /** The one address that requests go to. Default: `https://api.8080.io/v1/chat/completions`. */
  upstream?: string | URL | undefined;
  /** The path that the proxy answers; every other path is 404. Default: `/v1/chat/completions`. */
  path?: string;
  /** A function that sends the request to the service. Default: the platform's `fetch`. */
  fetch?: UpstreamFetch;

  /**
   * The pages that may ask, as origins (`https://www.example.com`). `same-origin` means the proxy's own, `*` every page, `null` sandboxed
   * frames and local files, `missing` requests without an Origin header, which are not from a page. Default: `['same-origin']`.
   */
  origins?: readonly string[];
  /** Whether pages of other origins may send cookies. Default: false. */
  credentials?: boolean;
  /** Further request headers that pages of other origins may send (Access-Control-Allow-Headers). Default: none but Content-Type. */
  allowedHeaders?: readonly string[];
  /**
   * Decides by cookies or headers whether a request is let in: only `true` lets it in. The request that the function gets has no body.
   * Default: everybody is let in.
   */
  authorize?: (request: Request) => boolean | Promise<boolean>;

  /** The models that may be asked for. Default: `8080/taalas/llama3.1-8b-instruct` alone. */
  models?: readonly string[];
  /**
   * Instructions that are sent first in every conversation, and that the page does not contain. (A model may still be talked into telling them.)
   * A function is called at each request, so that a site can answer from its own search; its `sources` are sent to the page. Default: none.
   */
  instructions?: string | ((asked: Asked) => Instructions | Promise<Instructions>);
  /** What happens to `system` and `developer` messages from the page. Default: `refuse` with `instructions`, else `allow`. */
  visitorInstructions?: 'allow' | 'refuse' | 'drop';
  /** Whether the page may offer tools to the model. Default: false. */
  tools?: boolean;
  /** Whether the page may weigh tokens (`logit_bias`), which can be turned against `instructions`. Default: false. */
  logitBias?: boolean;
  /**
   * The kinds of attachments that a message may hold beside text: pictures (PNG, JPEG, GIF, WebP) in data URLs, sound (WAV, MP3), files (PDF). Default: false.
   */
  attachments?: false | readonly AttachmentKind[];
  /** The sites whose pictures the service may be told to fetch, as origins: `https://cdn.example.com`. Default: none. */
  remoteImages?: readonly string[];
  /** Turns recordings into text, at `/v1/audio/transcriptions` beside `path`. Default: false. */
  transcription?: false | TranscriptionOptions;
  /** Turns texts into speech, at `/v1/audio/speech` beside `path`. Default: false. */
  speech?: false | SpeechOptions;
  /**
   * The size limit of a request's body, in bytes. Default: 256,000; with `attachments` 12,000,000: eight pictures of 1568 pixels, half a megabyte each and a
   * third more in base64, and those of the turn before, which go along again.
   */
  maxBodyBytes?: number;
  /** The limit of messages in a request; more are refused. Default: 200. */
  maxMessages?: number;
  /** The limit of characters in one message, without its attachments; more are refused. Default: 50,000. */
  maxMessageCharacters?: number;
  /** The limit of tokens in a reply; a request for more gets this many. Default: 4,096. */
  maxCompletionTokens?: number;
  /** The limit of choices (`n`) in a reply; a request for more gets this many. Default: 1. */
  maxChoices?: number;

  /** The limits of requests and tokens a day, for each visitor and for all. Default: no limit. */
  limits?: Limits;
  /** The number of your servers in front that add to X-Forwarded-For. Default: 0, the address of the connection. */
  trustedProxies?: number;
  /** A function that names the visitor for `limits`: a text that is not empty. Default: the IP address, of IPv6 its first 64 bits. */
  visitor?: (request: Request, connection: Connection) => string | Promise<string>;

  /**
   * Time-outs in milliseconds. Default: 10,000 for the visitor's body and 1,000 more for every 50 kB of it, 30,000 for the upstream's headers, 60,000 without a byte in the middle of a reply, 600,000
   * for a whole reply, 10,000 for each call of `key`, `authorize`, `visitor`, `instructions` and the store of `limits`.
   */
  timeouts?: Partial<Timeouts>;

  /** A function that is called at the end of each request, refused ones too. */
  onRequest?: (report: RequestReport) => unknown;
  /** A function that is called when a reply is complete and the service has reported its usage. */
  onUsage?: (report: UsageReport) => unknown;
  /** A function that is called when the proxy or the service has failed; not for a visitor's own mistake. */
  onError?: (report: ErrorReport) => unknown;
}

/** No text of a message, no key, no address of a visitor. */
export interface RequestReport {
  /** The proxy's own id of the request. */
  id: string;
  /** The service's own id, for asking it what happened. */
  upstreamId: string | null;
  status: number;
  /** The code of the error that the visitor got; null for a reply. */
  error: string | null;
  model: string | null;
  /** The number of messages in the request. */
  messages: number;
  bytesIn: number;
  bytesOut: number;
  /** Milliseconds from the request to the first byte of the reply; null when there was none. */
  firstByte: number | null;
  /** Milliseconds from the request to the end. */
  duration: number;
  /** `stalled`: the service fell silent; `aborted`: the visitor left; `refused`: nothing went to the service. */
  end: 'complete' | 'failed' | 'stalled' | 'aborted' | 'refused';
  usage: Usage | null;
}

export interface UsageReport {
  id: string;
  /** The key of the limits; an address unless `visitor` makes it something else; null without either option. */
  visitor: string | null;
  model: string;
  usage: Usage;
}

export interface ErrorReport {
  id: string;
  /** Such as `upstream_unreachable`, `proxy_without_key` or `limits_unavailable`. */
  code: string;
  /** The name or the code of the error underneath, such as `ECONNREFUSED`; never its message, which may quote anything. */
  cause: string | null;
}

export type Settings = ReturnType<typeof withDefaults>;

export function withDefaults(options: ChatProxyOptions) {
  const instructions = options.instructions === '' ? undefined : options.instructions;
  const chat = {
    key: options.key,
    upstream: new URL(options.upstream ?? 'https://api.8080.io/v1/chat/completions').href,
    path: options.path ?? '/v1/chat/completions',
  };
  const kinds = options.attachments === undefined || options.attachments === false ? [] : options.attachments;
  return {
    ...chat,
    transcription: transcriptionSettings(options.transcription ?? false, chat),
    speech: speechSettings(options.speech ?? false, chat),
    fetch: options.fetch ?? ((url: string, init: RequestInit): Promise<Response> => fetch(url, init)),
    origins: {
      origins: options.origins ?? ['same-origin'],
      credentials: options.credentials ?? false,
      allowedHeaders: options.allowedHeaders ?? [],
    },
    authorize: options.authorize,
    instructions,
    policy: {
      models: options.models ?? ['8080/taalas/llama3.1-8b-instruct'],
      visitorInstructions: options.visitorInstructions ?? (instructions === undefined ? 'allow' : 'refuse'),
      tools: options.tools ?? false,
      logitBias: options.logitBias ?? false,
      attachments: { kinds, remoteImages: options.remoteImages ?? [] },
      maxMessages: options.maxMessages ?? 200,
      maxMessageCharacters: options.maxMessageCharacters ?? 50_000,
      maxCompletionTokens: options.maxCompletionTokens ?? 4_096,
      maxChoices: options.maxChoices ?? 1,
    } as const,
    maxBodyBytes: options.maxBodyBytes ?? (Array.isArray(kinds) && kinds.length > 0 ? 12_000_000 : 256_000),
    limits: options.limits,
    trustedProxies: options.trustedProxies ?? 0,
    visitor: options.visitor,
    timeouts: { body: 10_000, headers: 30_000, idle: 60_000, reply: 600_000, functions: 10_000, ...options.timeouts },
    onRequest: options.onRequest,
    onUsage: options.onUsage,
    onError: options.onError,
  };
}
