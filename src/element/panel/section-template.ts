import { html, type TemplateResult } from 'lit';
import { keepFromPage } from '../composer/keyboard.js';
import type { PanelView } from '../api/modes.js';

/** Where the tag is, or on the whole screen: a section of the page. */
export function sectionTemplate({ label, content, onKeydown }: PanelView): TemplateResult {
  return html`<section
    class="panel"
    part="panel"
    aria-label=${label}
    @keydown=${onKeydown}
    @keyup=${keepFromPage}
    @keypress=${keepFromPage}
  >
    ${content}
  </section>`;
}
