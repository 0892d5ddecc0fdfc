/** Who is asking, for the limits: an address that the visitor cannot choose. */

/** What a `Request` does not say and the runtime knows. */
export interface Connection {
  /** The address at the other end of the connection. */
  address?: string | undefined;
}

/**
 * The visitor's address. Every trusted proxy appends the address that it saw to X-Forwarded-For, so with `trustedProxies` of them the
 * visitor is that many entries from the right; whatever stands further left, the visitor may have written.
 *
 * @returns undefined when the runtime did not say.
 */
export function visitorAddress(request: Request, connection: Connection, trustedProxies: number): string | undefined {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  const address = seen || connection.address;
  return address === undefined ? undefined : network(address);
}

/** IPv4 as it is; of IPv6 the first 64 bits, because one household or one rented machine has all the rest to itself. */
function network(address: string): string {
  const bare = address
    .replace(/^\[|\](:\d+)?$/g, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!bare.includes(':') || bare.includes('.')) return bare.replace(/:\d+$/, '');
  const [head = '', tail] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}
