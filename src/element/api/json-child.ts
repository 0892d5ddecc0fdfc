/** `<script type="application/json">` inside the element: everything that an attribute or a property can say, in one place. */
import type { PropertyDeclaration } from 'lit';
import { hint } from '../hints/hints.js';

const lists: readonly PropertyKey[] = ['suggestions', 'messages', 'tools'];

/**
 * Sets the properties that the JSON names, by their own names or their attributes'; what the page has set as an attribute, or as a
 * property before, stands; but what is false or empty counts as not set.
 * @param declared the properties of the class
 */
export function applyJson(element: HTMLElement, declared: ReadonlyMap<PropertyKey, PropertyDeclaration>): void {
  const script = element.querySelector(':scope > script[type="application/json"]');
  if (!script) return;
  let options: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(script.textContent);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error('it is not in braces');
    options = parsed as Record<string, unknown>;
  } catch (error) {
    hint(element, 'invalid-json', error instanceof Error ? error.message : String(error));
    return;
  }
  const target = element as unknown as Record<PropertyKey, unknown>;
  for (const [name, value] of Object.entries(options)) {
    let known = false;
    for (const [property, { attribute, converter }] of declared) {
      const written =
        attribute === false ? undefined : typeof attribute === 'string' ? attribute : String(property).toLowerCase();
      if (property !== name && written !== name) continue;
      known = true;
      const isSet = (written !== undefined && element.hasAttribute(written)) || !isEmpty(target[property]);
      if (isSet) continue;
      if (lists.includes(property) && !isList(value)) hint(element, 'invalid-list', name);
      // As the attribute would be read: a label of 24 is a text.
      else target[property] = typeof value === 'number' && typeof converter === 'function' ? converter(String(value)) : value;
    }
    if (!known) hint(element, 'unknown-option', name);
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || (typeof item === 'object' && item !== null));
}

/** What a property is that nobody has set: `undefined`, `null`, `false`, an empty text or list. */
function isEmpty(value: unknown): boolean {
  return (value ?? false) === false || (value as { length?: unknown }).length === 0;
}
