import { html, type TemplateResult } from 'lit';

export function headerTemplate(label: string): TemplateResult {
  return html`<header class="header" part="header">
    <h2 class="title" part="title" id="title"><bdi>${label}</bdi></h2>
  </header>`;
}
