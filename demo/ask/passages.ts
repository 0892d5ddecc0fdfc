/** A Markdown text, cut where its headings are: what a search can find, and what an answer can point at. */

export interface Passage {
  /** Of the section on the page, as code hosts make it of the heading. */
  id: string;
  title: string;
  /** Of its heading, from 1. */
  level: number;
  /** Markdown, without the heading. */
  text: string;
}

const heading = /^(#{1,6}) +(.+)$/;
const fence = /^ *(?:```|~~~)/;
/** Links to files beside the text lead nowhere on another page: their words stay. */
const besideLink = /\[([^\]]*)\]\((?!https?:|#|mailto:)[^)]*\)/g;

export function passagesOf(markdown: string): Passage[] {
  const passages: Passage[] = [];
  const ids = new Map<string, number>();
  let isCode = false;
  for (const line of markdown.replace(/<!--[^]*?-->/g, '').split('\n')) {
    if (fence.test(line)) isCode = !isCode;
    const [, marks, title] = (!isCode && heading.exec(line)) || [];
    const last = passages.at(-1);
    if (marks !== undefined && title !== undefined) passages.push({ id: idOf(title, ids), title, level: marks.length, text: '' });
    else if (last) last.text += `${isCode ? line : line.replace(besideLink, '$1')}\n`;
  }
  return passages;
}

/** https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
function idOf(title: string, ids: Map<string, number>): string {
  const id = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
  const before = ids.get(id) ?? 0;
  ids.set(id, before + 1);
  return before === 0 ? id : `${id}-${before}`;
}
