// Character references (CommonMark 2.5). HTML knows 2,125 names: those that replies use are here, the rest is loaded when one occurs.

/** U+00A0 to U+00FF, in order. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const others =
  'amp & lt < gt > quot " apos \' ndash \u2013 mdash \u2014 lsquo \u2018 rsquo \u2019 ldquo \u201c rdquo \u201d hellip \u2026 bull \u2022 euro \u20ac trade \u2122 ' +
  'larr \u2190 uarr \u2191 rarr \u2192 darr \u2193 harr \u2194 rArr \u21d2 hArr \u21d4 minus \u2212 infin \u221e asymp \u2248 ne \u2260 equiv \u2261 le \u2264 ge \u2265 radic \u221a ' +
  'alpha \u03b1 beta \u03b2 gamma \u03b3 delta \u03b4 theta \u03b8 lambda \u03bb mu \u03bc pi \u03c0 sigma \u03c3 omega \u03c9 Delta \u0394 Sigma \u03a3 Omega \u03a9 check \u2713 ' +
  'ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d colon : lpar ( rpar ) lsqb [ rsqb ] lowbar _ ast * grave ` num # dollar $ percnt % vert |';

let names: Map<string, string> | undefined;

function common(): Map<string, string> {
  if (!names) {
    names = new Map(latin1.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)]));
    for (const [, name, value] of others.matchAll(/(\w+) ([^ ])/g)) if (name && value) names.set(name, value);
  }
  return names;
}

/** Adds names that were loaded later; the built-in ones keep their values, which are the same. */
export function addEntities(table: Readonly<Record<string, string>>): void {
  const known = common();
  for (const [name, value] of Object.entries(table)) known.set(name, value);
}

const reference = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,31}));/iy;

export interface Reference {
  /** What it stands for; undefined: a name that is not known (yet). */
  value: string | undefined;
  name: string | undefined;
  end: number;
}

/** The character reference that starts at `index`, if one does. */
export function scanReference(text: string, index: number): Reference | undefined {
  reference.lastIndex = index;
  const match = reference.exec(text);
  if (!match) return undefined;
  const [, hexadecimal, decimal, name] = match;
  const end = reference.lastIndex;
  if (name !== undefined) return { value: common().get(name), name, end };
  const code = hexadecimal === undefined ? parseInt(decimal ?? '', 10) : parseInt(hexadecimal, 16);
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { value: valid ? String.fromCodePoint(code) : '\ufffd', name: undefined, end };
}

const escapeOrReference = /\\([!-/:-@[-`{-~])|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi;

/** Backslash escapes and references undone, as in link destinations, titles and info strings. `missing` hears of unknown names. */
export function unescapeText(text: string, missing?: (name: string) => void): string {
  if (!/[\\&]/.test(text)) return text;
  return text.replace(escapeOrReference, (whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const found = scanReference(whole, 0);
    if (found?.value === undefined && found?.name !== undefined) missing?.(found.name);
    return found?.value ?? whole;
  });
}
