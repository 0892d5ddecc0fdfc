/**
 * Character references (CommonMark 2.5). HTML knows 2,125 names: those that replies use are here, the rest is loaded when one occurs.
 */

const builtIn =
  'amp&lt<gt>quot"apos\'nbsp\u00a0copy\u00a9reg\u00aedeg\u00b0times\u00d7plusmn\u00b1middot\u00b7ndash\u2013mdash\u2014lsquo\u2018rsquo\u2019ldquo\u201c' +
  'rdquo\u201dhellip\u2026bull\u2022euro\u20actrade\u2122larr\u2190rarr\u2192ne\u2260le\u2264ge\u2265ouml\u00f6auml\u00e4uuml\u00fcszlig\u00dfeacute\u00e9colon:';

const names = new Map(Array.from(builtIn.matchAll(/(\w+)(\W)/g), ([, name = '', value = '']) => [name, value]));

/** Adds names that were loaded later; the built-in ones keep their values, which are the same. */
export function addEntities(table: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(table)) names.set(name, value);
}

const reference = /&(?:#(x[0-9a-f]{1,6}|[0-9]{1,7})|([a-z][a-z0-9]{1,31}));/iy;

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
  const [, number, name] = match;
  const end = reference.lastIndex;
  if (name !== undefined) return { value: names.get(name), end };
  const code = Number(`0${number}`); // "0x1f" and "0031" are what JavaScript reads too
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { value: valid ? String.fromCodePoint(code) : '\ufffd', end };
}

/** Backslash escapes and references undone, as in link destinations, titles and info strings. `missing` hears that a name is not known. */
export function unescapeText(text: string, missing?: () => void): string {
  return text.replace(/\\([!-/:-@[-`{-~])|&#?\w+;/g, (whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const found = scanReference(whole, 0);
    if (found && found.value === undefined) missing?.();
    return found?.value ?? whole;
  });
}
