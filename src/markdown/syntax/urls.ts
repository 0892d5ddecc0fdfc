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
    const url = new URL(href, base);
    return allowedSchemes.has(url.protocol) ? { href, host: url.hostname, hasUser: url.username !== '' } : undefined;
  } catch {
    return undefined; // no URL, or half a surrogate pair
  }
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
<<<<<<< HEAD

/** Labels are bounded as DNS bounds them, or a long word would be read once for each of its letters. */
const hostLike =
  /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:[.\u3002\uff0e\uff61][\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)+/gu;
const topLevel = /[.](?:[a-z]{2,24}|xn--[a-z0-9-]+)$/;
/** Endings of file names and the like, which no reader takes for a site (some are top-level domains all the same). */
const fileEnding =
  /[.](?:md|js|ts|py|rs|sh|html?|json|css|txt|ya?ml|pdf|png|jpe?g|gif|svg|zip|exe|java|cpp|go|rb|php|xml|csv|log|conf|toml|lock|tsx|jsx|mjs|cjs)$/;

function sameSite(claimed: string, host: string): boolean {
  const bare = claimed.replace(/^www\./, '');
  const target = host.replace(/^www\./, '');
  return bare === target || target.endsWith(`.${bare}`);
}

const lookAlike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;
/** Neither Latin nor one of the scripts that Chinese, Japanese and Korean names mix with it (UTS 39, "highly restrictive"). */
const foreign =
  /(?![\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u30fc])\p{L}/u;

/** Latin letters beside others in one label, or Cyrillic, Greek and the like alone under an ASCII ending: look-alikes. */
function looksMixed(host: string): boolean {
  if (!/[a-z]/.test(host)) return false;
  return lookAlike.test(host) || host.split('.').some((label) => /[a-z]/.test(label) && foreign.test(label));
}

/**
 * The host to show beside a link: undefined where its text names no host, or names this one. A label with mixed scripts is shown as
 * punycode ("xn--…"), which is how `URL` gives it.
 */
export function hostToShow(text: string, host: string): string | undefined {
  // Most links: words. A dot may also be one of Unicode's.
  if (host === '' || !/[.\x80-\uffff]/.test(text)) return undefined;
  const folded = text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    // Of a whole URL only the host makes a claim, not its path or query. Browsers take any number of slashes before it
    // (https://url.spec.whatwg.org/#special-authority-ignore-slashes-state).
    .replace(/([/\\]{2,}[^\s/?#\\]*)\S*/g, '$1');
  for (const [candidate] of folded.matchAll(hostLike)) {
    const claimed = candidate.replace(/[\u3002\uff0e\uff61]/g, '.');
    if (/^[\d.]+$/.test(claimed)) {
      if (/^\d+(?:\.\d+){3}$/.test(claimed) && claimed !== host) return host;
      continue;
    }
    if (looksMixed(claimed)) return host;
    const ascii = toAscii(claimed);
    if (ascii === undefined || !topLevel.test(ascii) || (fileEnding.test(ascii) && !/:\/\/|www\./.test(folded))) continue;
    if (!sameSite(ascii, host)) return host;
  }
  return undefined;
}

function toAscii(host: string): string | undefined {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
}
=======
>>>>>>> 2e412b22a69718df464782b5710683d4d5c8ca90
