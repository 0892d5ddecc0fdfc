// Character references (CommonMark 2.5). HTML knows 2,125 names: those that replies use are here, the rest is loaded when one occurs.

const builtIn =
  'amp & lt < gt > quot " apos \' nbsp \u00a0 copy \u00a9 reg \u00ae deg \u00b0 times \u00d7 plusmn \u00b1 middot \u00b7 ndash \u2013 mdash \u2014 lsquo \u2018 rsquo \u2019 ldquo \u201c ' +
  'rdquo \u201d hellip \u2026 bull \u2022 euro \u20ac trade \u2122 larr \u2190 rarr \u2192 ne \u2260 le \u2264 ge \u2265 ouml \u00f6 auml \u00e4 uuml \u00fc szlig \u00df eacute \u00e9 colon :';

let names: Map<string, string> | undefined;

function common(): Map<string, string> {
  names ??= new Map(Array.from(builtIn.matchAll(/(\w+) ([^ ])/g), ([, name = '', value = '']) => [name, value]));
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
  end: number;
}

/** The character reference that starts at `index`, if one does. */
export function scanReference(text: string, index: number): Reference | undefined {
  reference.lastIndex = index;
  const match = reference.exec(text);
  if (!match) return undefined;
  const [, hexadecimal, decimal, name] = match;
  const end = reference.lastIndex;
  if (name !== undefined) return { value: common().get(name), end };
  const code = hexadecimal === undefined ? parseInt(decimal ?? '', 10) : parseInt(hexadecimal, 16);
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { value: valid ? String.fromCodePoint(code) : '\ufffd', end };
}

const escapeOrReference = /\\([!-/:-@[-`{-~])|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi;

/** Backslash escapes and references undone, as in link destinations, titles and info strings. `missing` hears that a name is not known. */
export function unescapeText(text: string, missing?: () => void): string {
  if (!/[\\&]/.test(text)) return text;
  return text.replace(escapeOrReference, (whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const found = scanReference(whole, 0);
    if (found?.value === undefined) missing?.();
    return found?.value ?? whole;
  });
}
