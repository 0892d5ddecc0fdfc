/** What messages are made of, in no server's words. Every object here is immutable and survives `JSON.stringify`. */
import type { ContentPart, FileContent } from './types.js';

/** One piece of a message, in the order in which it came. */
export type Part = TextPart | ToolCallPart | AudioPart | Exclude<ContentPart, { type: 'text' }>;

export interface TextPart {
  readonly type: 'text' | 'reasoning' | 'refusal';
  readonly text: string;
  /** In a reply that took several requests because of its tools: which of them it came with, from 2 on. */
  readonly round?: number;
}

/**
 * - `streaming`: its arguments are still coming
 * - `approval`: waits for the visitor's word
 * - `running`, `done`
 * - `failed`: it threw, took too long, is unknown, or its arguments do not fit; `output` says which, to the model too
 * - `denied`: the visitor said no
 * - `stopped`: the reply ended before it had been answered
 */
export type ToolCallState = 'streaming' | 'approval' | 'running' | 'done' | 'failed' | 'denied' | 'stopped';

export interface ToolCallPart {
  readonly type: 'tool-call';
  /** As the server gave it; unique within its message. Empty while it is still to come. */
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it. In state `approval` no key in it is there twice: what `JSON.parse` makes of it is what will run. Show that. */
  readonly arguments: string;
  readonly state: ToolCallState;
  /** In state `approval`: the question in the words of the tool's `confirm`, which may hold what the model wrote. Not kept over a reload. */
  readonly question?: string;
  /** What goes back to the model. */
  readonly output?: string;
  /** Calls of one round were made together; each round is a request of its own. */
  readonly round: number;
  /** The call's number within its round. */
  readonly call: number;
}

/** What a reply says aloud. */
export interface AudioPart {
  readonly type: 'audio';
  /** Base64: a whole file, or pieces of `pcm16`, each with its padding. */
  readonly data: string;
  /** Its words. */
  readonly transcript: string;
}

/** What a reply draws on. The server says so, or a tool: nothing in it can be trusted. */
export interface Source {
  readonly url: string;
  readonly title?: string;
  /** Words of it. */
  readonly quote?: string;
  /** Where in the text it is cited, in characters; the ends of several citations are sources of their own. */
  readonly at?: number;
}

/** What parts hold beside text; a part's type says which of it. */
interface Held {
  readonly image_url?: { readonly url: string };
  readonly input_audio?: { readonly data: string };
  readonly data?: string;
  readonly file?: FileContent;
  readonly filename?: string;
}

/** Of a picture, a recording, or a file that is no text: its bytes, as a data URL or in base64, or an address. */
export function mediaOf(part: Part): string | undefined {
  const { image_url: image, input_audio: sound, file, data } = part as Held;
  return image?.url ?? sound?.data ?? data ?? (file?.text === undefined ? file?.file_data : undefined);
}

/** What stands for bytes that are kept elsewhere, in their place. It is never sent. */
export const keptPrefix = 'kept:';

/** Whether the bytes of a part are kept elsewhere: see conversation/kept.ts. */
export function isKept(part: Part): boolean {
  return mediaOf(part)?.startsWith(keptPrefix) === true;
}

/** What a visitor has called what they attached. */
export function filenameOf(part: Part): string | undefined {
  const { filename, file } = part as Held;
  return filename ?? file?.filename;
}

/** The text of a message, without its reasoning and its tools. */
export function messageText({ parts }: { readonly parts: readonly Part[] }): string {
  return parts
    .map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : part.type === 'audio' ? part.transcript : ''))
    .join('');
}

export function toolCalls({ parts }: { readonly parts: readonly Part[] }): readonly ToolCallPart[] {
  return parts.filter((part) => part.type === 'tool-call');
}
