import { svg, type SVGTemplateResult, html, type TemplateResult } from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;

/** Of one path. */
export const line = (d: string): TemplateResult => icon(svg`<path d=${d} />`);

export const sendIcon = line('M12 19V5M6 11l6-6 6 6');
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />`);
export const chatIcon = line('M4 20l1.5-4A8 8 0 1 1 9 19z');
export const closeIcon = line('M6 6l12 12M18 6L6 18');
export const clearIcon = line('M12 5v14M5 12h14');
export const restoreIcon = line('M9 14L4 9l5-5M4 9h10a5 5 0 0 1 0 10h-4');
