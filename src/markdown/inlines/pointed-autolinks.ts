/** Autolinks in pointed brackets (CommonMark 6.5). */

const uri = /<([a-z][a-z0-9+.-]{1,31}:[^\0-\x20<>\x7f]*)>/iy;
const email =
  /<([a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;
const unfinished =
  /<(?:[a-z][a-z0-9+.-]{0,31}(?::[^\0-\x20<>\x7f]*|[!#$%&'*/=?^_`{|}~][^\s<>]*)?)?$|<[a-z0-9.+_-]*@[a-z0-9.-]*$/iy;
/** An unfinished one is waited for no longer than this. */
const longestUnfinished = 256;

export interface PointedAutolink {
  text: string;
  destination: string;
  end: number;
}

/** The autolink whose `<` stands at `at`. */
export function scanPointedAutolink(text: string, at: number): PointedAutolink | undefined {
  for (const pattern of [uri, email]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[1];
    if (found !== undefined)
      return { text: found, destination: pattern === email ? `mailto:${found}` : found, end: pattern.lastIndex };
  }
  return undefined;
}

/** Whether the rest of the text may be the start of one. */
export function mayBePointedAutolink(text: string, at: number): boolean {
  unfinished.lastIndex = at;
  return text.length - at < longestUnfinished && unfinished.test(text);
}
