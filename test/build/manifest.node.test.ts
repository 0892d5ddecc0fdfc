import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import type { Package } from 'custom-elements-manifest';
import { readElement } from '../../.build/facts/element-facts.js';
import { generatedFiles } from '../../.build/facts/files.js';

const require = createRequire(import.meta.url);
const built = (path: string): string => readFileSync(path, 'utf8');
const manifest = JSON.parse(built('dist/custom-elements.json')) as Package;

describe('the files for editors and frameworks', () => {
  it('are what the class says now', () => {
    const files = generatedFiles(readElement());
    assert.equal(Object.keys(files).length, 5);
    for (const [path, text] of Object.entries(files)) assert.equal(built(path), text, `${path} is old: npm run build`);
  });

  it('have a custom-elements manifest that its published schema accepts', () => {
    const schema = JSON.parse(readFileSync(require.resolve('custom-elements-manifest/schema.json'), 'utf8')) as object;
    const ajv = new Ajv();
    const validate = ajv.compile(schema);
    assert.equal(validate(manifest), true, ajv.errorsText(validate.errors));
    assert.equal(validate({ ...manifest, modules: [{ kind: 'nonsense' }] }), false);
  });

  it('name every attribute that the class has at run time, and no other', async () => {
    const path = '../../dist/element.js';
    const { Chat8080 } = (await import(path)) as typeof import('../../src/element/index.js');
    const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
    const [declaration] = declarations;
    assert.ok(declaration && 'customElement' in declaration);
    const names = (declaration.attributes ?? []).map(({ name }) => name);
    assert.ok(names.length > 10);
    assert.deepEqual(names.toSorted(), Chat8080.observedAttributes.toSorted());
    const [tag] = (JSON.parse(built('dist/vscode.html-custom-data.json')) as { tags: { attributes: { name: string }[] }[] }).tags;
    assert.deepEqual(
      tag?.attributes.map(({ name }) => name),
      names,
    );
  });

  it('are found by those who look for them', () => {
    const { customElements, 'web-types': webTypes } = JSON.parse(built('package.json')) as Record<string, string>;
    assert.equal(customElements, 'dist/custom-elements.json');
    assert.equal(webTypes, './dist/web-types.json');
    const types = JSON.parse(built('dist/web-types.json')) as {
      name: string;
      contributions: { html: { elements: { name: string }[] } };
    };
    assert.equal(types.name, 'chat-8080');
    assert.deepEqual(
      types.contributions.html.elements.map(({ name }) => name),
      ['chat-8080'],
    );
  });
});

it('chat-8080/element registers nothing', async () => {
  const path = '../../dist/element.js';
  await import(path);
  const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
  assert.equal(registry?.get('chat-8080'), undefined);
});
