/** As many sentences as fit, together. One that does not fit is cut between two words. */
export function piecesOf(blocks: readonly string[], longest: (index: number) => number): string[] {
  const pieces: string[] = [];
  for (let rest of blocks) {
    while (rest !== '') {
      const limit = longest(pieces.length);
      const fitting = rest.slice(0, limit);
      const start = rest.slice(0, limit + 1); // with the space after a sentence that just fits
      const [piece = ''] =
        rest.length <= limit
          ? [rest]
          : (/^[^]*(?:[.!?…;:،؟।]\s|[。！？；](?=.))/u.exec(start) ??
            /^[^]*(?:\s|[、，](?=.))/u.exec(start) ?? [fitting.replace(/[\uD800-\uDBFF]$/, '')]);
      rest = rest.slice(piece.length).trimStart();
      if (piece.trim() !== '') pieces.push(piece.trim());
    }
  }
  return pieces;
}

/** Scripts, and the most spoken language that is written in each. */
const scripts = { Latn: 'en', Cyrl: 'ru', Grek: 'el', Arab: 'ar', Hebr: 'he', Deva: 'hi', Thai: 'th', Hang: 'ko', Hani: 'zh' };
/** https://www.unicode.org/reports/tr24/: what is written in several scripts, by the one that tells it from others. */
const mixed: Partial<Record<string, string>> = { Jpan: 'Hani', Hans: 'Hani', Hant: 'Hani', Kore: 'Hang' };

/** The language of a text: that of its page, unless it is written in a script in which that is not. */
export function languageOf(text: string, page: string): string {
  const count = (pattern: string): number => text.match(new RegExp(pattern, 'gu'))?.length ?? 0;
  const kana = '\\p{sc=Hira}\\p{sc=Kana}';
  const counts = Object.keys(scripts).map((script) => ({
    script,
    letters: count(script === 'Hani' ? `[\\p{sc=Hani}${kana}]` : `\\p{sc=${script}}`),
  }));
  const [most] = counts.sort((one, other) => other.letters - one.letters);
  if (!most?.letters) return page;
  if (most.script === 'Hani' && count(`[${kana}]`) > 0) return /^ja\b/i.test(page) ? page : 'ja';
  return isUsual(most.script, page) ? page : scripts[most.script as keyof typeof scripts];
}

function isUsual(script: string, language: string): boolean {
  try {
    const usual = new Intl.Locale(language || 'en').maximize().script ?? '';
    return (mixed[usual] ?? usual) === script;
  } catch {
    return true; // no language at all
  }
}
