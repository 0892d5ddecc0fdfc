/** What a page can get wrong in writing the tag, seen from its attributes and children. Finds it; the words are `hint-texts.ts`'s. */
import type { Hint } from './hints.js';
import { key } from './suspicion.js';

/** Words that people try for what is called otherwise here, or is not there at all. */
const mistaken = /^(?:api-?)?(?:key|url|token)$|^(?:src|href|api|system|system-?prompt|prompt|max-?tokens|title-?text|dark)$/;

/** Those of every mode: what is written for a floating chat may stand in one that is inline for now. */
const slots: readonly string[] = [
  'header',
  'header-actions',
  'avatar',
  'launcher-icon',
  'welcome',
  'suggestions',
  'composer-start',
  'composer-end',
  'footer',
];

export function checkPage(element: Element, attributes: readonly string[], hint: Hint): void {
  for (const name of element.getAttributeNames()) {
    if (key.test(element.getAttribute(name) ?? '')) hint('key-in-page', `The attribute ${name}`);
    else if (!attributes.includes(name)) {
      const known = attributes.find((attribute) => plain(attribute) === plain(name));
      // Any other unknown attribute is somebody else's: a framework's, a test's, a tracker's.
      if (known !== undefined || mistaken.test(name)) hint('unknown-attribute', name, known ?? '');
    }
  }
  for (const { slot } of element.children) if (slot !== '' && !slots.includes(slot)) hint('unknown-slot', slot);
}

function plain(name: string): string {
  return name.replaceAll('-', '');
}
