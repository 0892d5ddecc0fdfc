/**
 * Everything that is loaded only when a reply needs it. Each is a part, a file of its own; nothing else in this folder imports dynamically.
 */
import type { Highlight } from '../highlight/highlight.js';
import type { SetMath } from '../math/math.js';
import type { MathSyntax } from './syntax/math-syntax.js';

/** Set once it has been loaded: replies after the first with formulas do not wait. */
export let mathSyntax: MathSyntax | undefined;

export async function loadMathSyntax(): Promise<void> {
  mathSyntax ??= await import('./syntax/math-syntax.js');
}

export async function loadEntities(): Promise<Readonly<Record<string, string>>> {
  return (await import('./syntax/entity-table.js')).characterEntities;
}

export async function loadHighlight(): Promise<Highlight> {
  return (await import('../highlight/highlight.js')).highlight;
}

export async function loadMath(): Promise<SetMath> {
  return (await import('../math/math.js')).setMath;
}
