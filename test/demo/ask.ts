/** Asks a chat endpoint over a bare HTTP connection and keeps the bytes as they came. */
import { request, type IncomingHttpHeaders } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The body as it came, and the chunks it came in. */
  text: string;
  chunks: Buffer[];
  /** True when the connection broke before the body was complete. */
  broken: boolean;
}

export interface Ask {
  /** Body fields beside `model` and `messages`. */
  fields?: Record<string, unknown>;
  /** Default: one user message with `text`. */
  messages?: unknown[];
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export const user = (content: string): { role: string; content: string } => ({ role: 'user', content });

const model = '8080/taalas/llama3.1-8b-instruct';

/** @param text What the visitor types. */
export function ask(
  url: string,
  text: string,
  { fields = {}, messages = [user(text)], headers = {}, signal }: Ask = {},
): Promise<RawAnswer> {
  const body = JSON.stringify({ model, messages, ...fields });
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, signal });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      const finish = (broken: boolean): void => {
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          chunks,
          broken,
        });
      };
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => finish(false));
      response.on('error', () => finish(true));
    });
    outgoing.end(body);
  });
}

export interface Chunk {
  choices: {
    index: number;
    delta: {
      role?: string;
      content?: string;
      refusal?: string;
      reasoning_content?: string;
      tool_calls?: { index: number; id?: string; type?: string; function: { name?: string; arguments?: string } }[];
    };
    finish_reason: string | null;
  }[];
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number } | null;
  error?: { code: string };
}

/** The data lines of a stream, without `[DONE]`. */
export function dataLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data: '))
    .map((line) => line.slice('data: '.length))
    .filter((data) => data !== '[DONE]');
}

export function chunksOf(text: string): Chunk[] {
  return dataLines(text).map((data) => JSON.parse(data) as Chunk);
}

export function contentOf(text: string, choice = 0): string {
  return chunksOf(text)
    .flatMap((chunk) => chunk.choices.filter(({ index }) => index === choice))
    .map(({ delta }) => delta.content ?? '')
    .join('');
}

export function finishReasonOf(text: string): string | null | undefined {
  return chunksOf(text)
    .flatMap((chunk) => chunk.choices)
    .findLast((choice) => choice.finish_reason !== null)?.finish_reason;
}
