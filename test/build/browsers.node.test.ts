/** The oldest browsers that the documentation names: from what the sources use, and from when browsers have that. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { spares, spareSilently } from '../../.build/browsers/features.js';
import { browsers, byVersion, firstVersion, floorOf, spare, type Browser } from '../../.build/browsers/floor.js';
import { floorTable, sparesTable } from '../../.build/browsers/tables.js';
import { cssFeatures, isKnown, regExpFeatures, syntaxFeatures, usedFeatures, type Used } from '../../.build/browsers/used.js';

/** What the documentation promises. A feature that moves a line is to be done without, or to be worth it: then this moves too. */
const promised: Record<Browser, string> = {
  chrome: '111',
  edge: '111',
  firefox: '113',
  safari: '16.4',
  safari_ios: '16.4',
  webview_android: '111',
};
const all = Object.keys(promised) as Browser[];

let used: Used;
/** Of all files of the build that a browser may load. */
const built: Used = new Map();
before(() => {
  used = usedFeatures();
  for (const file of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js') || /proxy|^bin\.js|^cdn\b/.test(file)) continue;
    for (const path of syntaxFeatures(readFileSync(`dist/${file}`, 'utf8'))) {
      built.set(path, (built.get(path) ?? new Set()).add(file));
    }
  }
});

describe('the oldest browser', () => {
  for (const browser of all) {
    it(`of ${browsers[browser]} has all that the sources need`, () => {
      const late = [...used].flatMap(([path, files]) => {
        const version = firstVersion(path, browser);
        const isThere = version !== undefined && byVersion(version, promised[browser]) <= 0;
        return isThere || spare.has(path) ? [] : [`${path}, since ${String(version)}, in ${[...files].join(', ')}`];
      });
      assert.deepEqual(late, [], 'a feature is to be done without (then .build/browsers/features.ts says how), or left');
    });

    it(`of ${browsers[browser]} is no younger than it has to be`, () => {
      assert.equal(floorOf(used, browser).version, promised[browser]);
    });

    it(`of ${browsers[browser]} can read the syntax of all that is built, libraries included`, () => {
      for (const [path, files] of built) {
        const version = firstVersion(path, browser) ?? 'never';
        assert.ok(byVersion(version, promised[browser]) <= 0, `${[...files].join(', ')} has ${path}, since ${version}`);
      }
    });
  }

  it('is the one of the documentation, and so is what can be missing', () => {
    const cells = (text: string): string => text.replaceAll(/ {2,}|-{2,}/g, (many) => many.charAt(0));
    const page = cells(readFileSync('demo/docs/browsers.md', 'utf8'));
    assert.ok(page.includes(cells(floorTable())));
    assert.ok(page.includes(cells(sparesTable())));
  });
});

describe('the list of what the chat does without', () => {
  it('names features that are there, and used', () => {
    const markup = ['css.selectors.state']; // a page's own
    const names = [...spares.flatMap(({ paths }) => paths), ...spareSilently];
    assert.deepEqual(
      names.filter((path) => !isKnown(path)),
      [],
    );
    assert.deepEqual(
      names.filter((path) => !used.has(path) && !markup.includes(path)),
      [],
    );
  });
});

describe('a feature is found', () => {
  const found: Record<string, [from: Iterable<string>, paths: string[]]> = {
    'in a stylesheet': [
      cssFeatures(`.a:has(b)::highlight(x) { color: light-dark(red, blue); block-size: 10dvh; text-wrap: balance }
        @media (prefers-contrast: more) { .b { color: oklch(from red l c h) } } @starting-style { .c { inset: 0 } }`),
      [
        'css.selectors.has',
        'css.selectors.highlight',
        'css.types.color.light-dark',
        'css.types.length.viewport_percentage_units_dynamic',
        'css.properties.text-wrap.balance',
        'css.at-rules.media.prefers-contrast',
        'css.types.color.oklch.relative_syntax',
        'css.at-rules.starting-style',
      ],
    ],
    'in a regular expression': [
      regExpFeatures('/(?<!a)b(?<name>c)/v'),
      ['lookbehind_assertion', 'named_capturing_group'].map((name) => `javascript.regular_expressions.${name}`),
    ],
    'in the syntax': [
      syntaxFeatures('class A { static #b; static { this.#b ??= A?.c; } }'),
      [
        'javascript.classes.static.initialization_blocks',
        'javascript.classes.private_class_fields',
        'javascript.operators.nullish_coalescing_assignment',
        'javascript.operators.optional_chaining',
      ],
    ],
  };
  for (const [where, [from, paths]] of Object.entries(found)) {
    it(where, () => {
      const names = new Set(from);
      for (const path of paths) assert.ok(names.has(path) && isKnown(path), path);
    });
  }

  it('in the scripts: by the types of what is used', () => {
    const expected = {
      'api.ElementInternals.states': 'src/element/api/states.ts',
      'api.HTMLElement.showPopover': 'src/element/panel/floating-controller.ts',
      'api.Selection.getComposedRanges': 'src/element/message/copy-selection.ts',
      'javascript.builtins.Array.findLast': 'src/element/message/message-actions.ts',
      'html.global_attributes.popover': 'src/element/panel/floating-template.ts',
    };
    for (const [path, file] of Object.entries(expected)) assert.ok(used.get(path)?.has(file), path);
  });
});
