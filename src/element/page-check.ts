/** What a page can get wrong in writing the tag, seen from its attributes and children. Finds it; the words are `hint-texts.ts`'s. */
import { hint } from './hints.js';

/** The keys of services that speak this API; a page cannot keep one. */
const key = /\b(?:sk|gsk|xai|8080)[-_][\w-]{16,}/;
/** Words that people try for what is called otherwise here, or is not there at all. */
const mistaken = /^(?:api-?)?(?:key|url|token)$|^(?:src|href|api|system|system-?prompt|prompt|max-?tokens|title-?text|dark)$/;

export function checkPage(element: Element, attributes: readonly string[], slots: ReadonlySet<string>): void {
  for (const name of element.getAttributeNames()) {
    if (key.test(element.getAttribute(name) ?? '')) hint(element, 'key-in-page', `The attribute ${name}`);
    else if (!attributes.includes(name)) {
      const known = attributes.find((attribute) => plain(attribute) === plain(name));
      // Any other unknown attribute is somebody else's: a framework's, a test's, a tracker's.
      if (known !== undefined || mistaken.test(name)) hint(element, 'unknown-attribute', name, known ?? '');
    }
  }
  for (const { slot } of element.children) if (slot !== '' && !slots.has(slot)) hint(element, 'unknown-slot', slot);
}

export function checkHeaders(element: Element, headers: Headers): void {
  headers.forEach((value, name) => {
    if (key.test(value)) hint(element, 'key-in-page', `The header ${name}`);
  });
}

function plain(name: string): string {
  return name.replaceAll('-', '');
}
