/** What a page can get wrong in writing the tag, seen from its attributes and children. Finds it; the words are `hint-texts.ts`'s. */
import { hint } from './hints.js';
import { keyPattern } from '../../conversation/index.js';

/** Words that people try for what is called otherwise here, or is not there at all. */
const mistaken = /^(?:api-?)?(?:key|token)$|^(?:system|system-?prompt|prompt|max-?tokens|title-?text|dark)$/;

/** What other widgets call the endpoint. */
const address = /^(?:api-?)?url$|^(?:src|href|api)$/;
/** All there are; which of them are drawn depends on the mode, and on what has been said already. */
const slots = /^(?:header(?:-actions)?|avatar|launcher-icon|welcome|suggestions|composer-(?:start|end)|footer)?$/;

/** What nobody writes as a fallback, and what stands in no slot. */
const pieces = ':is(main,h1,footer,nav,article,section,script:not([type$=json])):not([slot],[slot] *)';

export function checkPage(element: Element, attributes: readonly string[]): void {
  for (const name of element.getAttributeNames()) {
    if (keyPattern.test(element.getAttribute(name) ?? '')) hint(element, 'key-in-page', `The attribute ${name}`);
    else if (!attributes.includes(name)) {
      const known = address.test(name) ? 'endpoint' : attributes.find((attribute) => plain(attribute) === plain(name));
      // Any other unknown attribute is somebody else's: a framework's, a test's, a tracker's.
      if (known !== undefined || mistaken.test(name)) hint(element, 'unknown-attribute', name, known ?? '');
    }
  }
  const swallowed = element.querySelector(pieces);
  if (swallowed) hint(element, 'unclosed-tag', swallowed.localName);
  for (const { slot } of element.children) if (!slots.test(slot)) hint(element, 'unknown-slot', slot);
}

function plain(name: string): string {
  return name.replaceAll('-', '');
}
