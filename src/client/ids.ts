/** Random ids. Not `crypto.randomUUID`: it wants a secure context, so pages on plain http have none (https://w3c.github.io/webcrypto/#Crypto-method-randomUUID). */
export function createId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The id itself, or the first of `id_2`, `id_3`, … that is not taken: servers give one id twice. */
export function unusedId(id: string, isTaken: (id: string) => boolean): string {
  let unused = id;
  for (let number = 2; isTaken(unused); number++) unused = `${id}_${number}`;
  return unused;
}
