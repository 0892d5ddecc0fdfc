/** Finds passages by words. Another engine takes its place here: Meilisearch, Elasticsearch, pgvector; it may answer with a promise. */
import MiniSearch from 'minisearch';
import type { Passage } from './passages.js';

export type Search = (words: string) => Passage[] | Promise<Passage[]>;

/** Words that stand in every question. */
const common = new Set('a an and are as at be by can do does for from have how i in is it me my of on or our that the this to we what when where which who why will with you your'.split(' ')); // prettier-ignore

export function createSearch(passages: readonly Passage[], most = 4): Search {
  const byId = new Map(passages.map((passage) => [passage.url, passage]));
  const index = new MiniSearch<Passage>({
    idField: 'url',
    fields: ['title', 'page', 'text'],
    processTerm: (term) => !common.has(term.toLowerCase()) && term.toLowerCase(),
  });
  index.addAll(passages);
  const options = {
    boost: { title: 3, page: 2 },
    prefix: (term: string) => term.length > 3,
    fuzzy: (term: string) => (term.length > 5 ? 0.2 : false),
  };
  return (words) =>
    index
      .search(words, options)
      .slice(0, most)
      .flatMap(({ id }) => byId.get(String(id)) ?? []);
}
