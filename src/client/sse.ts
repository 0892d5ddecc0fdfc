/** Bytes of a `text/event-stream` → the data of its events. */
import { createParser } from 'eventsource-parser';

/**
 * Text is decoded and parsed in slices of this many bytes, and the caller gets a turn between them: one network chunk can hold
 * megabytes, and where a `\r` stands in it the parser looks for the next one from every line on.
 */
const sliceSize = 32_768;

export class EventStreamReader {
  #decoder = new TextDecoder(); // drops a byte order mark, and keeps a character that is cut between two chunks
  #parser;

  /** @param onData called with the data and the type of each event, in order, from within {@link read} and {@link end} */
  constructor(onData: (data: string, event: string | undefined) => void) {
    this.#parser = createParser({ onEvent: ({ data, event }) => onData(data, event) });
  }

  /** Reads one chunk, slice by slice: the iteration yields after each. */
  *read(bytes: Uint8Array): Generator<void> {
    for (let start = 0; start < bytes.length; start += sliceSize) {
      const text = this.#decoder.decode(bytes.subarray(start, start + sliceSize), { stream: true });
      if (text !== '') this.#parser.feed(text);
      yield;
    }
  }

  /**
   * The stream has ended. An event whose closing blank line never came counts all the same: the standard discards it
   * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation), but servers
   * leave the last newlines out, and a cut event is recognised by its JSON.
   */
  end(): void {
    this.#parser.feed(`${this.#decoder.decode()}\n\n`);
  }
}
