import { html, type TemplateResult } from 'lit';

/** Where a picture will be, or was: as large as one, so that nothing moves. */
export function pictureFrame(text: string, late = ''): TemplateResult {
  return html`<div class="picture" part="picture"><p class="picture-open ${late}">${text}</p></div>`;
}
