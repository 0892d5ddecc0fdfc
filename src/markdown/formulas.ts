// A formula's place: its source until the library has come and set it; for good if it cannot be set.
import type { RenderContext } from './context.js';
import { createElement } from './elements.js';
import { loadMath } from './lazy.js';

export function createMath(context: RenderContext, source: string, tex: string, display: boolean): HTMLElement {
  const element = createElement(context.document, 'span', { class: display ? 'math math-display' : 'math', translate: 'no' });
  element.append(source);
  loadMath()
    .then((setMath) => {
      if (!context.abort.signal.aborted) element.replaceChildren(setMath(context.document, tex, display));
    })
    .catch(() => {
      element.classList.add('math-failed');
    });
  return element;
}
