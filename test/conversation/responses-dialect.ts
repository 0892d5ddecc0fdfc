/** A small dialect beside the one that is built in: what OpenAI's `/v1/responses` speaks, as far as these tests go. */
import {
  ChatError,
  messageText,
  toolCalls,
  type AnswerReader,
  type ChatErrorDetail,
  type ChatEvent,
  type Dialect,
  type PromptMessage,
} from '../../src/headless.js';

/** The events of its streams, as far as they are read. */
interface StreamEvent {
  readonly type: string;
  readonly delta?: string;
  readonly output_index?: number;
  readonly item?: { readonly type: string; readonly call_id: string; readonly name: string };
  readonly response?: { readonly id: string; readonly error?: { readonly message: string } };
}

class ResponsesReader implements AnswerReader {
  done = false;
  started = false;
  readonly #detail: ChatErrorDetail;
  #events: ChatEvent[] = [];
  #calls: (number | undefined)[] = [];

  constructor(detail: ChatErrorDetail) {
    this.#detail = detail;
  }

  get finished(): boolean {
    return this.done;
  }

  takeEvents(): ChatEvent[] {
    return this.#events.splice(0);
  }

  readData(data: string, event: string | undefined): void {
    this.readPiece({ type: event, ...(JSON.parse(data) as object) });
  }

  readAnswer(): void {
    throw new ChatError('protocol', 'A stream was asked for.', this.#detail);
  }

  readPiece(piece: string | object | undefined): void {
    const { type, delta = '', output_index: output, item, response } = piece as StreamEvent;
    const call = this.#calls.indexOf(output);
    switch (type) {
      case 'response.created':
        this.started = true;
        this.#events.push({ type: 'start', id: response!.id });
        break;
      case 'response.output_text.delta':
        this.#events.push({ type: 'text', index: 0, delta });
        break;
      case 'response.output_item.added':
        if (item?.type !== 'function_call') break;
        this.#calls.push(output);
        this.#events.push({
          type: 'tool-call',
          index: 0,
          call: this.#calls.length - 1,
          id: item.call_id,
          name: item.name,
          argumentsDelta: '',
        });
        break;
      case 'response.function_call_arguments.delta':
        this.#events.push({ type: 'tool-call', index: 0, call, argumentsDelta: delta });
        break;
      case 'response.completed':
        this.#events.push({ type: 'finish', index: 0, reason: this.#calls.length > 0 ? 'tool_calls' : 'stop' });
        this.done = true;
        break;
      case 'response.failed':
        throw new ChatError('server', 'The server reported an error.', {
          ...this.#detail,
          serverMessage: response!.error!.message,
        });
    }
  }

  end(): void {
    if (!this.done) throw new ChatError('interrupted', 'The reply broke off.', this.#detail);
  }
}

export const responses: Dialect = {
  url: (endpoint) => `${endpoint ?? ''}/responses`,
  body: ({ messages, instructions, tools = [] }, { model, temperature }) => ({
    model,
    temperature,
    instructions,
    stream: true,
    input: messages.flatMap((message) => [...said(message), ...called(message)]),
    tools: tools.map(({ name, inputSchema }) => ({ type: 'function', name, parameters: inputSchema })),
  }),
  reader: (_body, detail) => new ResponsesReader(detail),
};

function said(message: PromptMessage): object[] {
  const text = messageText(message);
  const type = message.role === 'user' ? 'input_text' : 'output_text';
  return text === '' ? [] : [{ role: message.role, content: [{ type, text }] }];
}

function called(message: PromptMessage): object[] {
  return toolCalls(message).flatMap(({ id, name, arguments: given, output }) => [
    { type: 'function_call', call_id: id, name, arguments: given },
    { type: 'function_call_output', call_id: id, output },
  ]);
}
