/** The pages of the documentation, demo/docs, in the order of their list: what `/docs/` draws, and what is searched. */
import { readFileSync } from 'node:fs';
import { passagesOf, type Passage } from './passages.js';

export interface Page {
  /** Where it is drawn: `/docs/proxy`; `/docs/` is the list. */
  path: string;
  title: string;
  /** What stands above it in the list. */
  group: string;
  passages: Passage[];
}

const folder = new URL('../docs/', import.meta.url);
const read = (name: string, path: string): Passage[] => passagesOf(readFileSync(new URL(`${name}.md`, folder), 'utf8'), path);

const list = read('README', '/docs/');

export const pages: readonly Page[] = [
  { path: '/docs/', title: 'Documentation', group: '', passages: list },
  ...list.flatMap(({ title: group, text }) =>
    [...text.matchAll(/^- \[(.+?)\]\(\/docs\/([\w-]+)\)/gm)].map(([, title = '', name = '']) => {
      const path = `/docs/${name}`;
      return { path, title, group, passages: read(name, path) };
    }),
  ),
];

export const passages = pages.flatMap((page) => (page.group === '' ? [] : page.passages));
