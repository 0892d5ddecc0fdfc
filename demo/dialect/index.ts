/**
 * The chat dialect: CommonMark 0.31.2 and GFM, but for this closed list of repairs. The documentation's list, the demo's page `/dialect` and
 * test/markdown/dialect.test.ts are made from it.
 */
import { blocks } from './blocks.js';
import { characters } from './characters.js';
import { emphasis } from './emphasis.js';
import { formulas } from './formulas.js';
import { html } from './html.js';
import { links } from './links.js';
import type { Repair } from './repair.js';

export type { Repair };

/** By what they repair. */
export const dialect: Readonly<Record<string, readonly Repair[]>> = {
  Emphasis: emphasis,
  Links: links,
  HTML: html,
  Blocks: blocks,
  Formulas: formulas,
  Characters: characters,
};

export const repairs: readonly Repair[] = Object.values(dialect).flat();
