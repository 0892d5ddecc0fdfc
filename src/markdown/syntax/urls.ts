/** Which URLs a reply may lead to. */

/** As browsers read a URL (WHATWG URL, 4.4): surrounding controls and spaces, and tabs and line ends anywhere, do not count. */
function normalise(destination: string): string {
  // eslint's no-control-regex is right about literals; here the controls are the point.
  return destination.replace(new RegExp('^[\\0- ]+|[\\0- ]+$|[\\t\\n\\r]', 'g'), '');
}

/** Percent-encodes what a URL cannot hold; what is encoded stays (CommonMark 6.3: "URL-escaping should be left alone"). */
function encode(url: string): string {
  const encoded = encodeURI(url).replace(/%25([0-9a-f]{2})/gi, '%$1');
  // The brackets of an IPv6 address are the only ones that must stay.
  return encoded.replace(/^([a-z]+:\/\/)%5B([0-9a-f:.]+)%5D/i, '$1[$2]');
}

const allowedSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

export interface Link {
  href: string;
  /** Host of the target; '' for mailto: and tel:. */
  host: string;
  /** A user name stands before the host, where it can look like one. */
  hasUser: boolean;
}

/**
 * The destination as a link may carry it, or undefined. Relative ones lead to the page's own site and must be http(s) there.
 * The browser's own parser decides what the scheme and the host are, and of the address as it will stand in the page: of
 * `https://a.example\@b.example` as written it would say a.example, and with the backslash encoded it leads to b.example.
 */
export function allowLink(destination: string, base: string): Link | undefined {
  try {
    const href = encode(normalise(destination));
    // Nothing, or a place in a reply, which has none: a link would open the page itself. `#/` and `#!` begin the routes of some pages.
    if (/^(?:#(?![/!]).*)?$/.test(href)) return undefined;
    const url = new URL(href, base);
    return allowedSchemes.has(url.protocol) ? { href, host: url.hostname, hasUser: url.username !== '' } : undefined;
  } catch {
    return undefined; // no URL, or half a surrogate pair
  }
}

/** A source may be a place on the page itself, `#prices`; its address is made whole, for a link to a place in a reply leads nowhere. */
export function allowSource(url: string, base: string): Link | undefined {
  return allowLink(/^#[^/!]/.test(url) ? new URL(url, base).href : url, base);
}

/** Images: http and https only, and no user name, which can look like an allowed host. */
export function allowImage(destination: string, base: string): Link | undefined {
  const link = allowLink(destination, base);
  return link && link.host !== '' && !link.hasUser ? link : undefined;
}

/** `host` is one of the list, or below an entry `*.example.com`. */
export function isListedHost(host: string, hosts: readonly string[]): boolean {
  return hosts.some((entry) => {
    const listed = entry.trim().toLowerCase();
    return listed.startsWith('*.') ? host.endsWith(listed.slice(1)) : host === listed;
  });
}
