/** A formula's place: its source until the library has come and set it; for good if it cannot be set. */
import type { RenderContext } from '../context.js';
import type { MathToken } from '../inlines/tokens.js';
import { loadMath } from '../lazy.js';
import { neutralise } from '../syntax/characters.js';
import { turn } from '../turns.js';
import { createElement } from './elements.js';

/** What `MathToken` says of a formula. */
type Formula = Pick<MathToken, 'source' | 'tex' | 'display'>;

export function createMath(context: RenderContext, { source, tex, display }: Formula): HTMLElement {
  const shown = neutralise(source);
  const element = createElement(context.document, 'span', {
    class: display ? 'math math-display' : 'math',
    'data-source': shown, // to be copied
    translate: 'no',
  });
  element.append(shown);
  loadMath(context.options)
    .then(async (setMath) => {
      await turn();
      if (!context.cancelled) element.replaceChildren(setMath(context.document, neutralise(tex), display));
    })
    .catch(() => {
      element.classList.add('math-failed');
    });
  return element;
}

/** @param tex undefined: a formula that has not ended, shown as it was written. */
export function createMathBlock(context: RenderContext, source: string, tex: string | undefined): HTMLElement {
  const element = createElement(
    context.document,
    'p',
    tex === undefined ? { class: 'html', dir: 'auto' } : { class: 'math-block' },
  );
  element.append(tex === undefined ? neutralise(source) : createMath(context, { source, tex, display: true }));
  return element;
}
