/**
 * Writes the tables of demo/docs from the code: from the doc comments of the class, from styles/tokens.ts, from demo/dialect, from the hints,
 * and from what the sources use of the web platform. A table goes where a page has `<!-- NAME -->` and `<!-- /NAME -->`.
 * `--check` writes nothing and fails where a page differs.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { repairs, type Repair } from '../demo/dialect/index.js';
import { floorTable, sparesTable } from './browsers/tables.js';
import { hintRows } from './facts/hints.js';
import { understood, type Named } from './facts/doc-comments.js';
import { readElement, type Method } from './facts/element-facts.js';
import { isCss } from './facts/variables.js';

/** '' where there is nothing to tell. */
function table(head: string, rows: (Named & { further?: string })[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ name, description, further }) =>
    [name, understood(name, description), further]
      .filter((cell) => cell !== undefined)
      .map((cell) => cell.replaceAll('|', '\\|')),
  );
  const rule = head.replaceAll(/[^|]+/g, ' --- ');
  return `| ${head} |\n|${rule}|\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
}

const asCode = (rows: Named[]): Named[] => rows.map(({ name, description }) => ({ name: `\`${name}\``, description }));

function methodRow({ name, description, parameters, returns }: Method): Named {
  const list = parameters.map((each) => `${each.rest ? '...' : ''}${each.name}${each.optional ? '?' : ''}`).join(', ');
  const result = returns.description === '' ? '' : ` Returns ${returns.description.replace(/\.$/, '')}.`;
  return { name: `\`${name}(${list})\``, description: description + result };
}

function repairRow({ name, rule, commonmark, gfm }: Repair): Named {
  const changed = [...Object.keys(commonmark ?? {}), ...Object.keys(gfm ?? {}).map((each) => `GFM ${each}`)];
  return { name, description: changed.length > 0 ? `${rule} Changes ${changed.join(', ')}.` : rule };
}

const facts = readElement();
const withoutAttribute = facts.properties
  .filter(({ attribute }) => attribute === undefined)
  .map(({ name, description, readonly }) => ({ name, description: readonly ? `${description} Read only.` : description }));
const sections: Record<string, string> = {
  attributes: [
    table('attribute | what it does', asCode(facts.attributes)),
    table('property without attribute | what it does', asCode(withoutAttribute)),
  ].join('\n\n'),
  methods: table('method | what it does', facts.methods.map(methodRow)),
  events: table('event | when', asCode(facts.events)),
  slots: table(
    'slot | what it is for',
    facts.slots.map(({ name, description }) => ({ name: name === '' ? '(default)' : `\`${name}\``, description })),
  ),
  parts: table('part | what it is', asCode(facts.parts)),
  states: table('state | when', asCode(facts.states)),
  hints: table('code | what the line says | what to do', hintRows()),
  dialect: table('repair | rule, and the examples of the specification that it changes', repairs.map(repairRow)),
  browsers: floorTable(),
  'older browsers': sparesTable(),
  variables: table(
    'variable | what it does | default',
    facts.variables.map(({ name, description, default: fallback }) => ({
      name: `\`${name}\``,
      description,
      further: isCss(fallback) ? `\`${fallback}\`` : fallback,
    })),
  ),
};

const folder = 'demo/docs/';
const pages = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [folder + name, readFileSync(folder + name, 'utf8')]),
);
const after = new Map(pages);
for (const [name, text] of Object.entries(sections)) {
  const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  const found = [...after].filter(([, page]) => place.test(page));
  if (text === '' && found.length === 0) continue; // The class has none of these.
  const [path, page] = found[0] ?? [];
  if (path === undefined || page === undefined || found.length > 1) {
    throw new Error(
      `One page of ${folder} has to have the place for the table of ${name}: <!-- ${name} --> and <!-- /${name} -->, a line each. There are ${found.length}.`,
    );
  }
  after.set(
    path,
    page.replace(place, (_all, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
}

for (const [path, page] of after) {
  const formatted = await format(page, { ...(await resolveConfig(path)), filepath: path });
  if (formatted === pages.get(path)) continue;
  if (process.argv.includes('--check')) {
    console.error(`The tables of ${path} differ from the code. Run \`npm run docs\` and commit what it writes.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, formatted);
    console.log(`${path} has been written.`);
  }
}
if (!process.exitCode) console.log(`The tables of ${folder} say what the code says.`);
