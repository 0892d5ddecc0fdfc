import type { Source } from '../../conversation/index.js';

/** Code, which stays as it is, or a citation that belongs to no link: `[1]`, `[^1]`, `【1】`, `【1:0†source】`. */
const citation = /(`+)[^]*?\1|(?<![\w)])\[\^?(\d+)\](?![(:])|【(\d+)[^】\n]*】/g;

/**
 * A text with its sources as footnotes, which GitHub, Pandoc and others read: https://pandoc.org/MANUAL.html#footnotes
 * @param before How many footnotes the texts before it have: their numbers hold for a whole document.
 */
export function withFootnotes(text: string, sources: readonly Source[] = [], before = 0): string {
  const cited = text.replace(citation, (written, ...[code, square, lenticular]: (string | undefined)[]) => {
    const number = Number(square ?? lenticular);
    return code === undefined && sources[number - 1] ? `[^${before + number}]` : written;
  });
  const notes = sources.map(({ url, title = url }, index) => {
    const name = title.replace(/[\\[\]\n]/g, ' ');
    return `\n[^${before + index + 1}]: [${name}](<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
  });
  return notes.length > 0 ? `${cited}\n${notes.join('')}` : text;
}
