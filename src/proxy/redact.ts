/** Takes the key out of bytes on their way to a visitor. */
import { longPiece } from './errors.js';

export interface Redactor {
  next: (chunk: Uint8Array) => Uint8Array;
  /** What was held back because it might have been the beginning of the secret. */
  end: () => Uint8Array;
}

const asterisk = 42;

/**
 * Replaces the secret by as many asterisks, also where its slashes are escaped as some writers of JSON do. Bytes are held back only
 * while they are a beginning of it; at the end of all bytes, a long beginning is replaced too.
 */
export function redact(secret: string): Redactor {
  const plain = redactExactly(secret);
  if (!secret.includes('/')) return plain;
  const escaped = redactExactly(secret.replaceAll('/', '\\/'));
  return {
    next: (chunk) => escaped.next(plain.next(chunk)),
    end() {
      const before = escaped.next(plain.end());
      return concat(before, escaped.end());
    },
  };
}

function redactExactly(secret: string): Redactor {
  const wanted = new TextEncoder().encode(secret);
  let held = new Uint8Array(0);

  const matchesAt = (bytes: Uint8Array, start: number): boolean => {
    const length = Math.min(wanted.length, bytes.length - start);
    for (let index = 0; index < length; index++) if (bytes[start + index] !== wanted[index]) return false;
    return true;
  };

  return {
    next(chunk) {
      if (wanted.length === 0) return chunk;
      const first = wanted[0] ?? 0;
      let bytes = chunk;
      if (held.length > 0) {
        bytes = concat(held, chunk);
        held = new Uint8Array(0);
      }
      let copied = bytes !== chunk;
      for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at)) {
        if (!matchesAt(bytes, at)) {
          at++;
        } else if (bytes.length - at < wanted.length) {
          held = bytes.slice(at);
          return bytes.subarray(0, at);
        } else {
          // The chunk belongs to the upstream's stream: never write into it.
          if (!copied) bytes = bytes.slice();
          copied = true;
          bytes.fill(asterisk, at, at + wanted.length);
          at += wanted.length;
        }
      }
      return bytes;
    },
    end() {
      const rest = held;
      held = new Uint8Array(0);
      return rest.length < longPiece ? rest : rest.fill(asterisk);
    },
  };
}

function concat(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
