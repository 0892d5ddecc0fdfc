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
   * The key of the service, or a function that is asked at each request.
   * Default: the environment variable `_8080_API_KEY`.
   */
  key?: Key | undefined;
  /** The one address that requests go to. Default: `https://api.8080.io/v1/chat/completions`. */
  upstream?: string | URL | undefined;
  /** The path that is answered; every other is 404. Default: `/v1/chat/completions`. */
  path?: string;
  /** Sends the request upstream. Default: the platform's `fetch`. */
  fetch?: UpstreamFetch;

  /**
   * Pages that may ask, as origins (`https://www.example.com`). `same-origin` means the proxy's own, `*` every page, `null` sandboxed
   * frames and local files, `missing` requests without an Origin header, which are not from a page. Default: `['same-origin']`.
   */
  origins?: readonly string[];
  /** Pages of other origins may send cookies. Default: false. */
  credentials?: boolean;
  /** Further request headers that pages of other origins may send (Access-Control-Allow-Headers). Default: none but Content-Type. */
  allowedHeaders?: readonly string[];
  /**
   * Says whether this request is let in, by its cookies or headers: `true` alone lets in. The request it gets has no body.
   * Default: everybody is.
   */
  authorize?: (request: Request) => boolean | Promise<boolean>;

  /** Models that may be asked for. Default: `8080/taalas/llama3.1-8b-instruct` alone. */
  models?: readonly string[];
  /**
   * Sent first in every conversation, and not to be found in the page. (A model may still be talked into telling.) A function is asked at
   * each request, so that a site can answer from what it has found for the question; its `sources` go to the page. Default: none.
   */
  instructions?: string | ((asked: Asked) => Instructions | Promise<Instructions>);
  /** What happens to `system` and `developer` messages from the page. Default: `refuse` with `instructions`, else `allow`. */
  visitorInstructions?: 'allow' | 'refuse' | 'drop';
  /** The page may offer the model tools. Default: false. */
  tools?: boolean;
  /** The page may weigh tokens (`logit_bias`), which can be turned against `instructions`. Default: false. */
  logitBias?: boolean;
  /**
   * What a message may hold beside text: pictures (PNG, JPEG, GIF, WebP) in data URLs, sound (WAV, MP3), files (PDF). Default: false.
   */
  attachments?: false | readonly AttachmentKind[];
  /** Origins such as `https://cdn.example.com` whose pictures the service may be told to fetch. Default: none. */
  remoteImages?: readonly string[];
  /** Recordings become text at `/v1/audio/transcriptions`, beside `path`. Default: false. */
  transcription?: false | TranscriptionOptions;
  /** Texts are spoken at `/v1/audio/speech`, beside `path`. Default: false. */
  speech?: false | SpeechOptions;
  /**
   * Bytes of a request's body. Default: 256,000; with `attachments` 12,000,000: eight pictures of 1568 pixels, half a megabyte each and a
   * third more in base64, and those of the turn before, which go along again.
   */
  maxBodyBytes?: number;
  /** Messages of a conversation. Default: 200. */
  maxMessages?: number;
  /** Characters of one message, its attachments not counted. Default: 50,000. */
  maxMessageCharacters?: number;
  /** Tokens of a reply; a request for more gets this many. Default: 4,096. */
  maxCompletionTokens?: number;
  /** Choices (`n`) of a reply; a request for more gets this many. Default: 1. */
  maxChoices?: number;

  /** What visitors may use up. Default: no limit. */
  limits?: Limits;
  /** How many proxies of yours stand in front and append to X-Forwarded-For. Default: 0, the address of the connection. */
  trustedProxies?: number;
  /** Who is asking, as the key of the limits: a string that is not empty. Default: the address, of IPv6 its first 64 bits. */
  visitor?: (request: Request, connection: Connection) => string | Promise<string>;

  /**
   * Milliseconds. Default: 10,000 for the visitor's body and 1,000 more for every 50 kB of it, 30,000 for the upstream's headers, 60,000 without a byte in the middle of a reply, 600,000
   * for a whole reply, 10,000 for each call of `key`, `authorize`, `visitor`, `instructions` and the store of `limits`.
   */
  timeouts?: Partial<Timeouts>;

  /** Called at the end of each request, refused ones too. */
  onRequest?: (report: RequestReport) => unknown;
  /** Called when a reply is complete and the service said what it used. */
  onUsage?: (report: UsageReport) => unknown;
  /** Called when something went wrong here or upstream; not for a visitor's own mistake. */
  onError?: (report: ErrorReport) => unknown;
}

/** No text of a message, no key, no address of a visitor. */
export interface RequestReport {
  /** Made here, new for every request. */
  id: string;
  /** The service's own id, for asking it what happened. */
  upstreamId: string | null;
  status: number;
  /** The code of the error that the visitor got; null for a reply. */
  error: string | null;
  model: string | null;
  /** How many messages came. */
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
