/** A server in the hand of a test: it answers each request when, and as, the test says so. */
import { chunk, sse } from '../support/script.js';

interface RequestBody {
  messages: {
    role: string;
    content: unknown;
    tool_calls?: { id: string; function: { name: string; arguments: string } }[];
    tool_call_id?: string;
  }[];
  tools?: unknown[];
  [field: string]: unknown;
}

export class ModelRequest {
  readonly body: RequestBody;
  aborted = false;
  #answer: (response: Response) => void;
  #refuse: (error: Error) => void;
  #stream: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor(init: RequestInit, answer: (response: Response) => void, refuse: (error: Error) => void) {
    this.body = JSON.parse(init.body as string) as RequestBody;
    this.#answer = answer;
    this.#refuse = refuse;
    init.signal?.addEventListener('abort', () => {
      this.aborted = true;
      const error = new DOMException('Aborted', 'AbortError');
      this.#refuse(error);
      this.#stream?.error(error);
    });
  }

  send(...data: (object | string)[]): this {
    if (!this.#stream) {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (this.#stream = controller) });
      this.#answer(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    }
    if (!this.aborted) this.#stream?.enqueue(new TextEncoder().encode(sse(...data)));
    return this;
  }

  say(text: string): this {
    return this.send(chunk({ content: text }));
  }

  call(...calls: { id: string; name: string; arguments: string }[]): this {
    return this.send(
      chunk({
        tool_calls: calls.map(({ id, name, arguments: given }, index) => ({ index, id, function: { name, arguments: given } })),
      }),
    );
  }

  finish(reason = 'stop'): void {
    const usage = { choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } };
    this.send(chunk({}, reason), usage, '[DONE]').end();
  }

  /** Ends the body, whatever came before. */
  end(): void {
    if (!this.aborted) this.#stream?.close();
  }

  /** Breaks the connection. */
  break(): void {
    const error = new TypeError('network error');
    this.#refuse(error);
    this.#stream?.error(error);
  }

  refuse(status: number, headers: Record<string, string> = {}, body: object = { error: {} }): void {
    this.#answer(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } }));
  }

  /** The `messages` of the request, as `role: content` lines. */
  get lines(): string[] {
    return this.body.messages.map(({ role, content, tool_calls: calls, tool_call_id: callId }) => {
      const called = calls?.map(({ id, function: { name, arguments: given } }) => ` [${id} ${name} ${given}]`).join('') ?? '';
      return `${role}${callId === undefined ? '' : ` ${callId}`}: ${typeof content === 'string' ? content : JSON.stringify(content)}${called}`;
    });
  }
}

export class Model {
  readonly requests: ModelRequest[] = [];
  #taken = 0;
  #waiting: (() => void) | undefined;

  readonly fetch = ((_url: string, init: RequestInit) =>
    new Promise<Response>((answer, refuse) => {
      this.requests.push(new ModelRequest(init, answer, refuse));
      this.#waiting?.();
    })) as typeof fetch;

  /** The next request, as soon as it is there. */
  async next(): Promise<ModelRequest> {
    while (this.requests.length <= this.#taken) {
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
    return this.requests[this.#taken++]!;
  }
}

/** Lets everything happen that can happen by itself. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 3));
}
