/** The body of a good answer → events: which format it is, when it is over, and how much is read before the page gets a turn. */
import type { AnswerReader } from './dialect.js';
import { ChatError } from './errors.js';
import { ChunkReader } from './chunks.js';
import type { Answer, Chunk } from './http.js';
import { EventStreamReader } from './sse.js';
import { nextTask } from './time.js';
import type { ChatEvent } from './types.js';

/** How long after the last finish reason a server may still send the usage. Comments do not lengthen it. */
const settleTimeoutMs = 2_000;
/** After so long a reading the page gets a turn: half a frame. */
const longestTaskMs = 8;

interface Format {
  /** Reads one chunk and yields wherever what has been read so far may be handed on. */
  read(chunk: Chunk): Iterator<void>;
  end(): void;
}

/** @throws ChatError */
export async function* readAnswer(
  { firstChunk, chunks: source, kind, detail }: Answer,
  reader: AnswerReader,
  { idleTimeout, signal }: { idleTimeout: number; signal: AbortSignal },
): AsyncGenerator<ChatEvent, void, undefined> {
  const chunks = new ChunkReader(source, signal);
  let format: Format | undefined = kind === 'pieces' ? piecesFormat(reader) : undefined;
  /** What has come before the format is known: nothing but white space, or a part of a byte order mark. */
  let head: Uint8Array = new Uint8Array();
  /** When the page had its last turn, had there been no waiting since. */
  let taskBegan = performance.now();
  let lastEvent = taskBegan;
  try {
    const deadline = (): number => {
      if (reader.finished) return lastEvent + settleTimeoutMs;
      return idleTimeout > 0 ? performance.now() + idleTimeout : Infinity;
    };
    const next = async (): Promise<Chunk | undefined> => {
      const began = performance.now();
      const chunk = await chunks.next(deadline());
      taskBegan += performance.now() - began;
      return chunk;
    };
    for (let chunk = firstChunk; chunk !== undefined; chunk = await next()) {
      if (!format) {
        chunk = head = head.length > 0 ? new Uint8Array([...head, ...(chunk as Uint8Array)]) : (chunk as Uint8Array);
        format = recognise(head, reader, detail);
      }
      const slices = format?.read(chunk);
      while (slices?.next().done === false) {
        const events = reader.takeEvents();
        if (events.length > 0) lastEvent = performance.now();
        yield* events;
        if (performance.now() - taskBegan > longestTaskMs) {
          await nextTask();
          taskBegan = performance.now();
        }
      }
      if (reader.done) break;
    }
    if (chunks.expired && !reader.finished)
      throw new ChatError('stalled', `The server was silent for ${idleTimeout} ms.`, detail);
    format?.end();
    if (!reader.started && kind === 'other' && firstChunk) {
      throw new ChatError('not-a-stream', 'The answer is neither an event stream nor JSON.', detail);
    }
    reader.end();
    yield* reader.takeEvents();
  } catch (error) {
    yield* reader.takeEvents(); // what stood before the error in the same chunk
    // A connection that breaks when the reply is complete costs its usage at most.
    if (!(reader.finished && error instanceof ChatError && error.code === 'interrupted')) throw error;
  } finally {
    chunks.close();
  }
}

/**
 * Tells the format by its first character that is no white space, not by the content type: servers answer with JSON although a stream
 * was asked for, call event streams `text/plain`, or send an error object under `text/event-stream`. No line of an event stream that
 * means anything begins with `{`, `[` or `<`.
 * @returns undefined where there is nothing but white space yet
 */
function recognise(bytes: Uint8Array, reader: AnswerReader, detail: Answer['detail']): Format | undefined {
  const first = bytes.find((byte) => !whiteSpace.has(byte));
  if (first === undefined) return undefined;
  if (first === openingBrace || first === openingBracket) return jsonFormat(reader);
  if (first === lessThan) throw new ChatError('not-a-stream', 'The answer is a document.', detail);
  return new EventStreamReader((data, event) => reader.readData(data, event));
}

const openingBrace = 0x7b;
const openingBracket = 0x5b;
const lessThan = 0x3c;
/** Space, tab, line ends, and the bytes of a byte order mark. */
const whiteSpace: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** What the page says in the server's stead. */
const piecesFormat = (reader: AnswerReader): Format => ({
  *read(piece: string | object): Generator<void> {
    reader.readPiece(piece);
    yield;
  },
  end: () => reader.readPiece(undefined),
});

function jsonFormat(reader: AnswerReader): Format {
  const decoder = new TextDecoder();
  let text = '';
  return {
    *read(bytes: Uint8Array): Generator<void> {
      text += decoder.decode(bytes, { stream: true });
      yield;
    },
    end: () => reader.readAnswer(text + decoder.decode()),
  };
}
