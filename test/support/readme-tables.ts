// Writes the README's tables from the code: attributes and properties from the doc comments of the class, variables from styles/tokens.ts.
// `--check` writes nothing and fails where the README differs.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

interface Row {
  name: string;
  text: string;
}

/** The reactive properties of the class: those that have an attribute, and those that have none. */
function readProperties(): { attributes: Row[]; properties: Row[] } {
  const path = 'src/element/chat-8080.ts';
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const attributes: Row[] = [];
  const properties: Row[] = [];
  const visit = (node: ts.Node): void => {
    const decorator = ts.isPropertyDeclaration(node)
      ? ts.getDecorators(node)?.find((each) => each.expression.getText().startsWith('property('))
      : undefined;
    if (!decorator || !ts.isPropertyDeclaration(node)) {
      ts.forEachChild(node, visit);
      return;
    }
    const name = node.name.getText();
    const text = ts
      .getJSDocCommentsAndTags(node)
      .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
      .join(' ')
      .replace(/\s+/g, ' ');
    if (text === '') throw new Error(`${path}: ${name} has no doc comment.`);
    const options = decorator.expression.getText();
    if (/attribute: false/.test(options)) properties.push({ name, text });
    else attributes.push({ name: /attribute: '([^']+)'/.exec(options)?.[1] ?? name.toLowerCase(), text });
  };
  visit(source);
  return { attributes, properties };
}

/** Public variables and their defaults, in the order of the file. */
function readVariables(): Row[] {
  const [styles = ''] = readFileSync('src/styles/tokens.ts', 'utf8').split('@supports');
  return [...styles.matchAll(/var\((--chat-8080-[\w-]+),\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))+)\)/g)].map(
    ([, name = '', fallback = '']) => ({
      name,
      text: `\`${fallback.replaceAll(/var\(--_([\w-]+)\)/g, '$1').replaceAll(/\s+/g, ' ')}\``,
    }),
  );
}

function table(head: string, rows: Row[]): string {
  return `| ${head} |\n| --- | --- |\n${rows.map(({ name, text }) => `| \`${name}\` | ${text.replaceAll('|', '\\|')} |`).join('\n')}`;
}

const { attributes, properties } = readProperties();
const sections: Record<string, string> = {
  attributes: `${table('attribute | what it does', attributes)}\n\n${table('property without attribute | what it does', properties)}`,
  variables: table('variable | default', readVariables()),
};

const before = readFileSync('README.md', 'utf8');
let after = before;
for (const [name, text] of Object.entries(sections)) {
  const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!place.test(after)) throw new Error(`README.md has no place for the table of ${name}.`);
  after = after.replace(place, (_all, start: string, end: string) => `${start}\n${text}\n\n${end}`);
}
after = await format(after, { ...(await resolveConfig('README.md')), filepath: 'README.md' });

if (after === before) {
  console.log('The tables of README.md say what the code says.');
} else if (process.argv.includes('--check')) {
  console.error('The tables of README.md differ from the code. Run `npm run docs` and commit what it writes.');
  process.exitCode = 1;
} else {
  writeFileSync('README.md', after);
  console.log('README.md has been written.');
}
