/** README.md and the pages of demo/docs, as the tests read them. */
import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** Path in the project → Markdown. */
export const documents: ReadonlyMap<string, string> = new Map(
  [
    'README.md',
    ...readdirSync(new URL('demo/docs', root))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `demo/docs/${name}`),
  ].map((path) => [path, readFileSync(new URL(path, root), 'utf8')]),
);

export interface Snippet {
  /** `README`, or the name of a page of demo/docs. */
  page: string;
  /** What stands above it, without marks. */
  heading: string;
  language: string;
  code: string;
}

export const snippets: readonly Snippet[] = [...documents].flatMap(([path, text]) => snippetsOf(path, text));

function snippetsOf(path: string, text: string): Snippet[] {
  const page = path.replace('demo/docs/', '').replace('.md', '');
  let heading = '';
  return [...text.matchAll(/^#+ (.+)$|^```(\w*)\n([^]*?)^```$/gm)].flatMap(([, title, language = '', code = '']) => {
    if (title === undefined) return [{ page, heading, language, code }];
    heading = title.replaceAll('`', '');
    return [];
  });
}

/** @throws Error if there is no such snippet */
export function snippetOf(page: string, heading: string, language: string): string {
  const found = snippets.find((each) => each.page === page && each.heading === heading && each.language === language);
  if (found === undefined) throw new Error(`The page ${page} has no ${language} below “${heading}”.`);
  return found.code;
}
