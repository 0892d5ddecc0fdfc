// A formula's place: its source until the library has come and set it; for good if it cannot be set.
import type { RenderContext } from '../context.js';
import { loadMath } from '../lazy.js';
import { neutralise } from '../syntax/characters.js';
import { appendElement, createElement } from './elements.js';

export function createMath(context: RenderContext, source: string, tex: string, display: boolean): HTMLElement {
  const element = createElement(context.document, 'span', { class: display ? 'math math-display' : 'math', translate: 'no' });
  element.append(neutralise(source));
  loadMath()
    .then((setMath) => {
      if (!context.cancelled) element.replaceChildren(setMath(context.document, neutralise(tex), display));
    })
    .catch(() => {
      element.classList.add('math-failed');
    });
  return element;
}

/** @param tex undefined: a formula that has not ended, shown as it was written. */
export function appendMathBlock(context: RenderContext, parent: Element, source: string, tex: string | undefined): void {
  if (tex === undefined) appendElement(parent, 'p', { class: 'html', dir: 'auto' }).append(neutralise(source));
  else appendElement(parent, 'p', { class: 'math-block' }).append(createMath(context, source, tex, true));
}
