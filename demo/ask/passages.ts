/** A Markdown text, cut where its headings are: what a search can find, and what an answer can point at. */

export interface Passage {
  /** Where it is drawn: `/docs/proxy#limits`. */
  url: string;
  /** Of the heading on its page, as code hosts make it. */
  id: string;
  /** Of its page. */
  page: string;
  title: string;
  /** Of its heading, from 1. */
  level: number;
  /** Markdown, without the heading. */
  text: string;
}

const heading = /^(#{1,6}) +(.+)$/;
const fence = /^ *(?:```|~~~)/;
const localLink = /\[([^\]]*)\]\((?!https?:|mailto:)([^)]*)\)/g;

/** @param path where the page is: `/docs/proxy` */
export function passagesOf(markdown: string, path: string): Passage[] {
  const passages: Passage[] = [];
  const ids = new Map<string, number>();
  let isCode = false;
  for (const line of markdown.replace(/<!--[^]*?-->/g, '').split('\n')) {
    if (fence.test(line)) isCode = !isCode;
    const [, marks, words] = (!isCode && heading.exec(line)) || [];
    const last = passages.at(-1);
    if (marks !== undefined && words !== undefined) {
      const id = idOf(words, ids);
      const title = words.replaceAll('`', '');
      passages.push({ url: `${path}#${id}`, id, page: passages[0]?.title ?? title, title, level: marks.length, text: '' });
    } else if (last)
      last.text += `${isCode ? line : line.replace(localLink, (_all, ...parts: string[]) => linkTo(parts, path))}\n`;
  }
  return passages;
}

/** Links between the pages lead to where they are drawn. Those to files beside the pages lead nowhere there: their words stay. */
function linkTo([words = '', address = '']: string[], path: string): string {
  const [, name, hash = ''] = /^(?:([\w-]+)\.md)?(#.*)?$/.exec(address) ?? [];
  if (name === undefined && hash === '') return words;
  return `[${words}](${name === undefined ? path : `/docs/${name === 'README' ? '' : name}`}${hash})`;
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
