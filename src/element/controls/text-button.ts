import { html, type TemplateResult } from 'lit';

export function textButton(name: string, part: string, onClick: () => void): TemplateResult {
  return html`<button class="small-button ${part}" part=${part} type="button" @click=${onClick}>${name}</button>`;
}
