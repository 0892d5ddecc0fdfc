/** llms.txt, from the pages of the documentation. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { llmsOf } from '../../.build/llms.js';

describe('llms.txt', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'docs-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const sentenceOf = (text: string): string | undefined => {
    writeFileSync(join(folder, 'page.md'), `# Page\n\n${text}`);
    return /^- \[Page\]\(docs\/page\.md\): (.*)$/m.exec(llmsOf(folder))?.[1];
  };

  it('names the package, and each page but the list of them with its first sentence', () => {
    writeFileSync(join(folder, 'theming.md'), '# Theming\n\nA chat takes the look of its page. There is more.\n');
    writeFileSync(join(folder, 'proxy.md'), '# The proxy\n\nThe proxy holds the API key.\n\n## Limits\n\nText.\n');
    writeFileSync(join(folder, 'README.md'), '# All pages\n\nA list.\n');
    writeFileSync(join(folder, 'picture.png'), '');
    assert.match(
      llmsOf(folder),
      /^# chat-8080\n\n> .+\n\n## Documentation\n\n- \[The proxy\]\(docs\/proxy\.md\): The proxy holds the API key\.\n- \[Theming\]\(docs\/theming\.md\): A chat takes the look of its page\.\n$/,
    );
  });

  for (const [what, text, expected] of [
    ['that goes over two lines', 'One\nsentence. Another.', 'One sentence.'],
    ['with a number and an address', 'Node 20.19 runs `a.b`, see example.org. More.', 'Node 20.19 runs `a.b`, see example.org.'],
    ['with a link', 'See [the proxy](proxy.md) first. More.', 'See the proxy first.'],
    ['before code', '`a` is one. `b` is two.', '`a` is one.'],
    ['that nothing follows', 'One sentence', 'One sentence'],
    [
      'below a comment, a heading, code and a table',
      '<!-- x -->\n\n## Head\n\n```js\nlet a;\n\nlet b;\n```\n\n| a |\n\nHere.',
      'Here.',
    ],
  ] as const)
    it(`takes a sentence ${what}`, () => assert.equal(sentenceOf(text), expected));

  for (const [what, text] of [
    ['title', 'Text alone.'],
    ['sentence', '# Title\n\n## Head\n'],
  ] as const)
    it(`is not written for a page without a ${what}`, () => {
      writeFileSync(join(folder, 'page.md'), text);
      assert.throws(() => llmsOf(folder), /page\.md does not begin with a title and a sentence\./);
    });

  it('is made from the documentation', () => {
    assert.equal(readFileSync('dist/llms.txt', 'utf8'), llmsOf('demo/docs'));
  });
});
