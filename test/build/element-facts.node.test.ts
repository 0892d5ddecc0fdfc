import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readElement, type ElementFacts } from '../../.build/facts/element-facts.js';
import { generatedFiles } from '../../.build/facts/files.js';

const imports = `import { LitElement } from 'lit';\nimport { property } from 'lit/decorators.js';\n`;

describe('what is read from a class', () => {
  let folder = '';
  before(() => {
    mkdirSync('node_modules/.cache', { recursive: true }); // from where lit is found
    folder = mkdtempSync('node_modules/.cache/element-facts-');
  });
  after(() => rmSync(folder, { recursive: true }));

  function read(files: Record<string, string>): ElementFacts {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return readElement(join(folder, 'element.ts'), 'x-element');
  }
  const readClass = (doc: string, body: string): ElementFacts =>
    read({ 'element.ts': `${imports}/** ${doc} */\nexport class Element extends LitElement {\n${body}\n}` });

  it('attributes and properties, of base classes first, however the options are written', () => {
    const facts = read({
      'options.ts': `export const text = { converter: (value: string | null) => value ?? undefined };
        export const plain = { ...text, reflect: true } as const;`,
      'base.ts': `${imports}import { text } from './options.js';
        export class Base extends LitElement {
          /** Named. Default: "a.b". */
          @property({ attribute: 'first-one', ...text }) firstOne: string | string[] | undefined;
        }`,
      'element.ts': `${imports}import { Base } from './base.js';\nimport { plain } from './options.js';
        type Mode = 'inline' | 'floating';
        /** An element. */
        export class Element extends Base {
          /** Values. */
          @property(plain) mode: Mode | undefined;
          /** Hints. */
          @property() effort: 'low' | (string & {}) | undefined;
          /** Yes or no. */
          @property({ type: Boolean, attribute: 'without-x' }) withoutX = false;
          /** By script. */
          @property({ attribute: false }) list: readonly string[] | undefined;
          /** Read. */
          get count(): number { return 1; }
          /** Both. */
          get value(): string { return ''; }
          set value(value: string) { void value; }
          /** @internal */
          hidden = 1;
          private secret = 2;
          #other = this.secret;
          override connectedCallback(): void { void this.#other; }
          protected override render(): unknown { return this.hidden; }
        }`,
    });
    assert.deepEqual(
      facts.attributes.map(({ name, property, type, default: fallback, reflects }) => [
        name,
        property,
        type.text,
        fallback,
        reflects,
      ]),
      [
        ['first-one', 'firstOne', 'string', 'a.b', false],
        ['mode', 'mode', `'inline' | 'floating'`, undefined, true],
        ['effort', 'effort', 'string', undefined, false],
        ['without-x', 'withoutX', 'boolean', 'false', false],
      ],
    );
    assert.deepEqual(facts.attributes[2]?.type.values, ['low']);
    assert.deepEqual(
      facts.properties.map(({ name, type, readonly, attribute }) => [name, type, readonly, attribute]),
      [
        ['firstOne', 'string | string[]', false, 'first-one'],
        ['mode', 'Mode', false, 'mode'],
        ['effort', `'low' | (string & {})`, false, 'effort'],
        ['withoutX', 'boolean', false, 'without-x'],
        ['list', 'readonly string[]', false, undefined],
        ['count', 'number', true, undefined],
        ['value', 'string', false, undefined],
      ],
    );
    assert.deepEqual(facts.methods, []);
  });

  it('methods, with what their parameters are and what they return', () => {
    const { methods } = readClass(
      'An element.',
      `/**
        * Sends, as {@link stop} does not.
        * @param text - What is sent.
        * @returns the reply
        * @throws Error if there is none
        */
       send(text: string | undefined, ...more: number[]): Promise<string | undefined> { return Promise.resolve(text + more.join()); }
       /** Stops. */
       stop(force = false) { void force; }`,
    );
    assert.deepEqual(methods, [
      {
        name: 'send',
        description: 'Sends, as `stop` does not. Throws Error if there is none.',
        parameters: [
          { name: 'text', type: 'string', optional: false, rest: false, description: 'What is sent.' },
          { name: 'more', type: 'number[]', optional: false, rest: true, description: '' },
        ],
        returns: { type: 'Promise<string | undefined>', description: 'the reply' },
      },
      {
        name: 'stop',
        description: 'Stops.',
        parameters: [{ name: 'force', type: 'boolean', optional: true, rest: false, description: '' }],
        returns: { type: 'void', description: '' },
      },
    ]);
  });

  it('what the tags of its doc block name, and it is in every file', () => {
    const facts = readClass(
      `An element.
       * @fires chat-send - Before a message
       *   is sent.
       * @fires toggle - After it.
       * @slot - Fallback.
       * @slot header - Above all.
       * @csspart panel - All of it.
       * @cssstate open - It is.
       * @cssprop --x - Told elsewhere.`,
      '',
    );
    assert.deepEqual(facts.events, [
      { name: 'chat-send', description: 'Before a message is sent.', type: 'CustomEvent' },
      { name: 'toggle', description: 'After it.', type: 'ToggleEvent' },
    ]);
    assert.deepEqual(facts.slots, [
      { name: '', description: 'Fallback.' },
      { name: 'header', description: 'Above all.' },
    ]);
    assert.deepEqual(facts.parts, [{ name: 'panel', description: 'All of it.' }]);
    assert.deepEqual(facts.states, [{ name: 'open', description: 'It is.' }]);
    const files = generatedFiles(facts);
    for (const word of ['chat-send', 'header', 'panel', 'open', '--chat-8080-accent']) {
      assert.ok(files['dist/custom-elements.json']?.includes(word), word);
      assert.ok(files['dist/web-types.json']?.includes(word), word);
    }
    assert.match(files['dist/jsx.d.ts'] ?? '', /'onchat-send'\?: \(\(event: EventOf<'chat-send'>\) => void\)/);
  });

  for (const [what, doc, body, message] of [
    ['a class without a doc comment', '', '', /no doc comment/],
    ['a public member without a doc comment', 'An element.', 'count = 1;', /count of Element/],
    ['a tag without a description', 'An element.\n * @csspart panel', '', /Cannot read “@csspart panel”/],
    ['a tag that nobody reads', 'An element.\n * @part panel - All.', '', /@part, which nobody reads/],
    ['the same name twice', 'An element.\n * @slot a - A.\n * @slot a - B.', '', /said twice/],
    ['options that a function makes', 'An element.', '/** A. */ @property(Object.freeze({})) a = 1;', /Object\.freeze/],
    ['an attribute of a type that none has', 'An element.', '/** A. */ @property() a: string[] = [];', /attribute of a/],
    ['a name that is computed', 'An element.', `/** A. */ @property({ attribute: 'a' + 'b' }) a = 1;`, /name of an attribute/],
  ] as const) {
    it(`not ${what}: that is an error`, () => {
      assert.throws(() => readClass(doc, body), message);
    });
  }

  it('not what a mixin adds: that is an error', () => {
    const mixin = 'const Mixin = (Base: typeof LitElement) => class extends Base {};';
    const text = `${imports}${mixin}\n/** An element. */\nexport class Element extends Mixin(LitElement) {}`;
    assert.throws(() => read({ 'element.ts': text }), /extends Mixin\(LitElement\)/);
  });
});
