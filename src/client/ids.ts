/** Random ids. Not `crypto.randomUUID`: pages on plain http have none (it wants a secure context). */
export function createId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
