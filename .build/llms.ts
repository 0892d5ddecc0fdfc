/** `dist/llms.txt`: a list of the documentation's pages, for programs that read it (https://llmstxt.org). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { name, description } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'name' | 'description', string>;

/**
 * @param folder Markdown pages, each beginning with `# Title`
 * @throws Error for a page without a title or without a sentence
 */
export function llmsOf(folder: string): string {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort();
  const links = pages.map((file) => {
    const { title, sentence } = readPage(readFileSync(join(folder, file), 'utf8'));
    if (title === '' || sentence === '') throw new Error(`${folder}/${file} does not begin with a title and a sentence.`);
    return `- [${title}](docs/${file}): ${sentence}`;
  });
  return `# ${name}\n\n> ${description}\n\n## Documentation\n\n${links.join('\n')}\n`;
}

/** The title, and the first sentence of the first paragraph: no heading, table, list, code, comment, picture or quotation. */
function readPage(text: string): { title: string; sentence: string } {
  const [, title = '', rest = ''] = /^# (.+)\n([^]*)$/.exec(text.trimStart()) ?? [];
  const blocks = rest.replace(/^(```|~~~)[^]*?^\1/gm, '').split(/\n\s*\n/);
  const paragraph = blocks.map((block) => block.trim()).find((block) => /^(?!#|\||[-*+>] |\d+\. |<|!\[)\S/.test(block)) ?? '';
  // A link leads from where the page is.
  const line = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');
  // A point inside code, an address or a number is followed by no space.
  return { title: title.trim(), sentence: /^.*?[.!?](?=\s+(?:`|["“*(<]*\p{Lu})|$)/u.exec(line)?.[0] ?? line };
}
