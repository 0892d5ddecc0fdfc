/** What the page has written between the tags of the element. */
import type { ReactiveElement } from 'lit';
import type { Parts } from '../host.js';
import { modeParts } from './modes.js';

/** Waits until the parser has seen all of it: a JSON child may still come, or the rest of its text. */
export async function childrenParsed(element: Element): Promise<void> {
  while (isBeingParsed(element)) await new Promise((resolve) => setTimeout(resolve));
}

/** Words of a JSON child, and the parts that it then names: these come along with the part that reads it, and not after it. */
const mayName = [
  ...modeParts,
  ['docked', () => import('../parts/extras.js')] as const,
  ['persist', () => import('../parts/persistence.js')] as const,
];

/** Does what a JSON child says, where there is one. */
export async function applyJsonChild(element: ReactiveElement, parts: Parts): Promise<void> {
  const script = element.querySelector(':scope > script[type="application/json"]');
  if (!script) return;
  for (const [word, load] of mayName) if (script.textContent.includes(`"${word}"`)) void load().catch(() => undefined);
  const { elementProperties } = element.constructor as typeof ReactiveElement;
  await parts.load(
    'json-child',
    () => import('./json-child.js'),
    ({ applyJson }) => applyJson(element, elementProperties),
  );
}

/** The parser is between the tags of the element. */
function isBeingParsed(element: Element): boolean {
  if (element.ownerDocument.readyState !== 'loading') return false;
  for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return false;
  return true;
}
