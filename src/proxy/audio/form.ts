/**
 * Reads and writes a form (https://www.rfc-editor.org/rfc/rfc7578). `Response.formData` would do, and copies whatever it is given: ten million bytes can
 * be a hundred thousand parts. Here a part is a view of the body, and there are few.
 */

export interface FormPart {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const mostParts = 20;
const mostHeaderBytes = 1_000;

/** @returns undefined for a body that is no form of this type, has too many parts, or one name twice. */
export function parseForm(body: Uint8Array<ArrayBuffer>, contentType: string): FormPart[] | undefined {
  const [, quoted, plain] = /boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  const encoder = new TextEncoder();
  const delimiter = encoder.encode(`\r\n--${boundary}`);
  const parts = new Map<string, FormPart>();
  // The first delimiter may stand at the very beginning, where no line ends.
  const first = encoder.encode(`--${boundary}`);
  let at = indexOf(body, first, 0) === 0 ? first.length : -1;
  for (let count = 0; at !== -1 && count <= mostParts; count++) {
    const [one, other] = body.subarray(at, at + 2);
    if (one === dash && other === dash) return [...parts.values()];
    if (one !== carriageReturn || other !== lineFeed) return undefined;
    const end = indexOf(body, delimiter, at);
    const part = end === -1 ? undefined : readPart(body.subarray(at + 2, end));
    if (!part || parts.has(part.name)) return undefined;
    parts.set(part.name, part);
    at = end + delimiter.length;
  }
  return undefined;
}

const [dash, carriageReturn, lineFeed] = [45, 13, 10];
const blankLine = new TextEncoder().encode('\r\n\r\n');

function readPart(part: Uint8Array<ArrayBuffer>): FormPart | undefined {
  const end = indexOf(part.subarray(0, mostHeaderBytes), blankLine, 0);
  if (end === -1) return undefined;
  const headers = new TextDecoder().decode(part.subarray(0, end));
  // `name`, and not the end of `filename`. Browsers escape a quote in it (https://html.spec.whatwg.org/#multipart-form-data).
  const name = /^content-disposition:\s*form-data\s*;(?:[^\r\n]*;)?\s*name="([^"\r\n]*)"/im.exec(headers)?.[1];
  return name === undefined ? undefined : { name, bytes: part.subarray(end + blankLine.length) };
}

/** `Uint8Array` finds a byte and no piece. */
function indexOf(bytes: Uint8Array, piece: Uint8Array, from: number): number {
  const [first = 0, second] = piece;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    // Looked at first: a body of nothing but beginnings would cost half a second.
    if (bytes[at + 1] === second && piece.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/**
 * Written here and not by `fetch`: an owner's `fetch` may know no FormData but its own, and Bun does not say the boundary of one.
 *
 * @param fields By names that are ours; the boundary is random, so that no text can end its part.
 */
export function writeForm(
  fields: ReadonlyMap<string, string>,
  file: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> },
): { body: Uint8Array<ArrayBuffer>; type: string } {
  const boundary = `chat-8080-${crypto.randomUUID()}`;
  const head = (name: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const texts = [...fields].map(([name, text]) => `${head(name)}\r\n\r\n${text}\r\n`).join('');
  const encoder = new TextEncoder();
  const before = encoder.encode(`${texts}${head('file')}; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`);
  const after = encoder.encode(`\r\n--${boundary}--\r\n`);
  const body = new Uint8Array(before.length + file.bytes.length + after.length);
  body.set(before);
  body.set(file.bytes, before.length);
  body.set(after, before.length + file.bytes.length);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}
