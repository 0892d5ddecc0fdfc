/** What a reader is told about where a link leads, because its text says something else. */
import { allowLink, type Link } from './urls.js';

/** Unicode's classes are compiled at their first use, for 5 ms of the first reply, and most texts have nothing of them. */
const beyondAscii = /[\x80-\uffff]/;
/** Labels are bounded as DNS bounds them, or a long word would be read once for each of its letters. */
const hosts = (letters: string, more = letters): RegExp => {
  const label = `[${letters}](?:[${more}_-]{0,61}[${more}])?`;
  return new RegExp(`${label}(?:[.\u3002]${label})+`, 'gu');
};
const asciiHost = hosts('a-z\\d');
const anyHost = hosts('\\p{L}\\p{N}', '\\p{L}\\p{N}\\p{M}');
const topLevel = /[.](?:[a-z]{2,24}|xn--[a-z0-9-]+)$/;
/** Endings of file names and the like, which no reader takes for a site (some are top-level domains all the same). */
const fileEnding =
  /[.](?:md|js|ts|py|rs|sh|html?|json|css|txt|ya?ml|pdf|png|jpe?g|gif|svg|zip|exe|java|cpp|go|rb|php|xml|csv|log|conf|toml|lock|tsx|jsx|mjs|cjs)$/;

/** Below these each name is somebody else's: the best known of https://publicsuffix.org/list/, which is larger than this library. */
const shared = /^(?:git(?:hub|lab)\.io|(?:pages|workers|web)\.dev|(?:vercel|netlify|web)\.app|(?:com?|org)\.[a-z]{2})$/;

/** A host may be named by what stands above it, but not the other way round: who has `example.com` has `docs.example.com`. */
function sameSite(claimed: string, host: string): boolean {
  const bare = claimed.replace(/^www\./, '');
  const target = host.replace(/^www\./, '');
  return bare === target || (!shared.test(bare) && target.endsWith(`.${bare}`));
}

const lookAlike = /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}]/u;
/** Neither Latin nor one of the scripts that Chinese, Japanese and Korean names mix with it (UTS 39, "highly restrictive"). */
const foreign = /(?![\p{sc=Latn}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\u30fc])\p{L}/u;

/** Latin letters beside others in one label, or Cyrillic, Greek and the like alone under an ASCII ending: look-alikes. */
function looksMixed(host: string): boolean {
  if (!beyondAscii.test(host) || !/[a-z]/.test(host)) return false;
  return lookAlike.test(host) || host.split('.').some((each) => /[a-z]/.test(each) && foreign.test(each));
}

/**
 * What looks like a dot: the characters that Unicode's confusables (https://www.unicode.org/Public/security/17.0.0/confusables.txt) give for
 * U+002E and U+00B7, most of which are punctuation, as the rest of it may be taken for. Between letters of the scripts that hosts are
 * imitated in, for they mean something else in their own; and `l·l` is Catalan.
 */
const dots =
  /(?<=[a-z\d\p{sc=Cyrl}])(?!(?<=l)·l|[!-~])[\p{Po}\u0660\u06f0\u1427\u2219\u22c5\u2804\u2840\ua4f8\ua78f\u{1d16d}](?=[a-z\d\p{sc=Cyrl}])/gu;
/** What looks like a hyphen, as the same table has it; without the dashes that stand between words. */
const hyphens = /[\u2010-\u2013\u2212]/g;
/** Symbols that look like letters but are none: 🅱, 🅑, and between letters or before and after a dot © ® ℮ € too. */
const symbols = /[\u{1f150}-\u{1f189}]|(?<=[a-z\d.])[\p{So}\xa2-\xa5\u20ac](?=[a-z\d.])/gu;
/** Spaces that are hardly seen, strokes through letters, and what is not seen at all. */
const unseen = /[\u2004-\u200a\u202f\u205f\u0334-\u0338\u2800\p{Cf}\p{DI}]/gu;

/** As a reader sees it, in small letters. */
function fold(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text.replace(unseen, '').normalize('NFKC').toLowerCase().replace(hyphens, '-').replace(dots, '.').replace(symbols, 'x');
}

/** Stands for a formula, or for text that is made small: what it looks like is not known. */
export const formula = '\ufffc';

/**
 * The host, address or number to show beside a link: undefined where its text names none, or this one. A label with mixed scripts is shown
 * as punycode ("xn--…"), which is how `URL` gives it.
 * @param text the link's, with what stands beside it without a space
 */
export function targetToShow(text: string, { href, host }: Link): string | undefined {
  // A subject and a text are no one's address. Whatever else stands there may be, `b%63c=` too.
  const shown = host || href.replace(/^\w+:([^?]*)(?:\?(?:(?:subject|body)=[^&]*(?:&|$))*$)?/i, '$1');
  if (text.includes(formula)) return shown;
  // Most links: words. A dot may also be one of Unicode's.
  if (!/[.@:\d\x80-\uffff]/.test(text)) return undefined;
  const folded = fold(text);
  // No top-level domain has such signs, so this one is nobody's, and the text says so itself.
  if (/[^a-z\d.\]:-][^.]*$/.test(host) && folded.includes(`//${host}`)) return undefined;
  if (host === '') return namesOther(folded, href, shown.toLowerCase()) ? shown : undefined;
  return claimsOther(folded, host) ? shown : undefined;
}

/** @param target an address or a number */
function namesOther(folded: string, href: string, target: string): boolean {
  if (/^mailto/i.test(href)) {
    const addresses = folded.match(/[^\s,;:<>()]+@[^\s,;:<>()]+/g);
    if (!addresses) return claimsOther(folded, target.replace(/.*@/, ''));
    return addresses.some((address) => address.replace(/\.$/, '') !== target);
  }
  // With or without the code of the country.
  const claimed = folded.replace(/\D/g, '').replace(/^0+/, '');
  return (
    (claimed.length > 2 && !new RegExp(`^(?:(?:00)?[1-9]\\d{0,2}|0)?${claimed}$`).test(target.replace(/\D/g, ''))) ||
    claimsOther(folded, '')
  );
}

function claimsOther(folded: string, host: string): boolean {
  // Of a whole URL only the host makes a claim, not its path or query. Browsers take any number of slashes before it
  // (https://url.spec.whatwg.org/#special-authority-ignore-slashes-state).
  const claims = folded.replace(/([/\\]{2,}[^\s/?#\\]*)\S*/g, '$1');
  // A host without a dot, or of other signs than a name's, is one where a scheme stands before it.
  const named = /https?:[/\\]+(?:[^\s/?#\\]*@)?(\[[^\]]*.|[^\s/?#\\:.]+(?![^\s/?#\\:]))/.exec(claims)?.[1];
  if (named && named !== host) return true;
  for (const [candidate] of claims.matchAll(beyondAscii.test(claims) ? anyHost : asciiHost)) {
    const claimed = candidate.replace(/\u3002/g, '.');
    if (/^[\d.]+$/.test(claimed)) {
      if (claimed.split('.').length === 4 && claimed !== host) return true;
      continue;
    }
    if (looksMixed(claimed)) return true;
    const ascii = allowLink(`http://${claimed}`, 'http://a')?.host;
    if (ascii === undefined || !topLevel.test(ascii) || (fileEnding.test(ascii) && !/:\/\/|www\./.test(claims))) continue;
    if (!sameSite(ascii, host)) return true;
  }
  return false;
}
