/** The body of a good answer → events: which format it is, when it is over, and how much is read before the page gets a turn. */
import type { ChatCompletionsReader } from './chat-completions.js';
import { ChatError } from './errors.js';
import { connectionError, type Answer } from './http.js';
import { EventStreamReader } from './sse.js';
import { nextTask, within } from './time.js';
import type { ChatEvent } from './types.js';

/** How long after the last finish reason a server may still send the usage, in ms. Comments do not lengthen it. */
const settleTimeout = 2_000;
/** After this many ms of reading the page gets a turn: half a frame. */
const longestTask = 8;

interface Format {
  /** Reads one chunk and yields wherever what has been read so far may be handed on. */
  read(bytes: Uint8Array): Iterator<void>;
  end(): void;
}

/** @throws ChatError */
export async function* readAnswer(
  { firstBytes, bytes, detail }: Answer,
  reader: ChatCompletionsReader,
  idleTimeout: number,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void, undefined> {
  let format: Format | undefined;
  let taskBegan = performance.now();
  let lastEvent = taskBegan;

  const nextChunk = async (): Promise<Uint8Array | undefined> => {
    const settling = reader.finished;
    const timeout = settling ? Math.max(1, lastEvent + settleTimeout - performance.now()) : idleTimeout;
    try {
      return (await within(bytes.read(), timeout, signal)).value;
    } catch (error) {
      if (settling && !signal.aborted) return undefined; // the reply is complete: only its usage may be lost
      throw connectionError(error, signal, 'interrupted');
    }
  };

  try {
    for (let chunk = firstBytes; chunk !== undefined; chunk = reader.done ? undefined : await nextChunk()) {
      format ??= recognise(chunk, reader, detail);
      if (!format) continue;
      const slices = format.read(chunk);
      while (slices.next().done !== true) {
        const events = reader.takeEvents();
        if (events.length > 0) lastEvent = performance.now();
        yield* events;
        if (performance.now() - taskBegan > longestTask) {
          await nextTask();
          taskBegan = performance.now();
        }
        if (reader.done) break;
      }
    }
    format?.end();
    reader.end();
    yield* reader.takeEvents();
  } catch (error) {
    yield* reader.takeEvents(); // what stood before the error in the same chunk
    throw error;
  }
}

/**
 * Tells the format by its first character that is no white space, not by the content type: servers answer with JSON although a stream
 * was asked for, call event streams `text/plain`, or send an error object under `text/event-stream`. No line of an event stream that
 * means anything begins with `{` or `<`.
 * @returns undefined where there is nothing but white space yet
 */
function recognise(bytes: Uint8Array, reader: ChatCompletionsReader, detail: Answer['detail']): Format | undefined {
  const first = bytes.find((byte) => !whiteSpace.has(byte));
  if (first === undefined) return undefined;
  if (first === openingBrace) return new JsonAnswer((text) => reader.readAnswer(text));
  if (first === lessThan) throw new ChatError('not-a-stream', 'The endpoint answered with a document.', detail);
  return new EventStreamReader((data) => reader.readData(data));
}

const openingBrace = 0x7b;
const lessThan = 0x3c;
/** Space, tab, line ends, and the bytes of a byte order mark. */
const whiteSpace: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

class JsonAnswer implements Format {
  #decoder = new TextDecoder();
  #text = '';

  constructor(private readonly onText: (text: string) => void) {}

  *read(bytes: Uint8Array): Generator<void> {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    yield;
  }

  end(): void {
    this.onText(this.#text + this.#decoder.decode());
  }
}
