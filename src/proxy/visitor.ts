/** Who is asking, for the limits: an address that the visitor cannot choose. */

/** What a `Request` does not say and the runtime knows. */
export interface Connection {
  /** The address at the other end of the connection. */
  address?: string | undefined;
}

/** Whom the limits count. */
export interface Visitor {
  name: string;
  /** The wider net that the visitor may be given as a whole. */
  net?: string;
}

/**
 * The visitor's address. Every trusted proxy appends the address that it saw to X-Forwarded-For, so with `trustedProxies` of them the
 * visitor is that many entries from the right; whatever stands further left, the visitor may have written. An entry that is no address
 * (`unknown`, `_hidden`: https://www.rfc-editor.org/rfc/rfc7239#section-6) names nobody.
 *
 * @returns undefined when the runtime did not say.
 */
export function visitorAddress(request: Request, connection: Connection, trustedProxies: number): Visitor | undefined {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  return network(seen ?? '') ?? network(connection.address ?? '');
}

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * IPv4 as it is. Of IPv6 the first 64 bits, because one household or one rented machine has all the rest to itself; and the first 48,
 * which are what a site is given at most (https://www.rfc-editor.org/rfc/rfc6177#section-2): 65,536 networks of 64 bits.
 */
function network(address: string): Visitor | undefined {
  const withoutPort = address.replace(/^([\d.]+):\d+$/, '$1');
  if (ipv4.test(withoutPort)) return { name: withoutPort };
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  if (!/^[\da-f:.]+$/i.test(bare) || !URL.canParse(`http://[${bare}]`)) return undefined;
  // The one way to write it: lower case, no dots, no zeros in front (https://url.spec.whatwg.org/#concept-ipv6-serializer).
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== '')) as [
    string[],
    string[],
  ];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
    const bytes = groups.slice(6).flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
    return { name: bytes.join('.') };
  }
  return { name: `${groups.slice(0, 4).join(':')}::/64`, net: `${groups.slice(0, 3).join(':')}::/48` };
}
