import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

export interface IconButton {
  /** Its accessible name and its tooltip. */
  name: string;
  icon: TemplateResult;
  /** Its class, too. */
  part: string;
  onClick: (event: MouseEvent) => void;
  /** For a button that stays pressed. */
  pressed?: boolean;
  /** It has nothing to do now; it can still have the focus. */
  disabled?: boolean;
}

export function iconButton({ name, icon, part, onClick, pressed, disabled }: IconButton): TemplateResult {
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
