import { html, type TemplateResult } from 'lit';

/** As `textButton`, which is of the transcript's part: parts share code with the script only. */
export function button(name: string, part: string, onClick: () => void): TemplateResult {
  return html`<button class="small-button ${part}" part=${part} type="button" @click=${onClick}>${name}</button>`;
}
