/**
 * Everything that is loaded only when a reply needs it. Each is a part, a file of its own; nothing else in this folder imports dynamically.
 */
import type { Highlight } from '../highlight/highlight.js';
import type { SetMath } from '../math/math.js';
import type { MarkdownOptions } from './options.js';
import type { MathSyntax } from './syntax/math-syntax.js';

/** Set once it has been loaded: formulas after the first do not wait. */
export let mathSyntax: MathSyntax | undefined;

type LatePart = Parameters<NonNullable<MarkdownOptions['onMissingPart']>>[0];

/** Each of these tells who asked, and fails, where its part cannot be had. */
async function load<Exports>({ onMissingPart }: MarkdownOptions, part: LatePart, loading: Promise<Exports>): Promise<Exports> {
  try {
    return await loading;
  } catch (error) {
    onMissingPart?.(part, error);
    throw error;
  }
}

export async function loadMathSyntax(options: MarkdownOptions): Promise<void> {
  mathSyntax ??= await load(options, 'math-syntax', import('./syntax/math-syntax.js'));
}

export async function loadEntities(options: MarkdownOptions): Promise<Readonly<Record<string, string>>> {
  return (await load(options, 'entity-table', import('./syntax/entity-table.js'))).characterEntities;
}

export async function loadHighlight(options: MarkdownOptions): Promise<Highlight> {
  return (await load(options, 'highlight', import('../highlight/highlight.js'))).highlight;
}

export async function loadMath(options: MarkdownOptions): Promise<SetMath> {
  return (await load(options, 'math', import('../math/math.js'))).setMath;
}
