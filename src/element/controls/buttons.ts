import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/**
 * @param pressed for a button that stays pressed
 * @param disabled for one that has nothing to do now; it can still have the focus
 */
export function iconButton(
  name: string,
  icon: TemplateResult,
  part: string,
  onClick: (event: MouseEvent) => void,
  pressed?: boolean,
  disabled?: boolean,
): TemplateResult {
  return html`<button
    class="icon-button ${part}"
    part=${part}
    type="button"
    aria-label=${name}
    title=${name}
    aria-pressed=${ifDefined(pressed)}
    aria-disabled=${ifDefined(disabled)}
    @click=${onClick}
  >
    ${icon}
  </button>`;
}

export function textButton(name: string, part: string, onClick: () => void): TemplateResult {
  return html`<button class="small-button ${part}" part=${part} type="button" @click=${onClick}>${name}</button>`;
}
