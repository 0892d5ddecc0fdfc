import { html, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';

export interface TranscriptFrameView {
  strings: Locale;
  /** A reply is coming: what needs an idle chat is hidden. */
  busy: boolean;
  onClick: ((event: MouseEvent) => void) | undefined;
  onFocusin: ((event: FocusEvent) => void) | undefined;
  content: unknown;
}

/** What scrolls, whatever stands in it. */
export function transcriptFrameTemplate({ strings, busy, onClick, onFocusin, content }: TranscriptFrameView): TemplateResult {
  return html`
    <div
      class="transcript ${busy ? 'busy' : ''}"
      part="transcript"
      role="log"
      aria-live="off"
      aria-label=${strings.transcript}
      tabindex="-1"
      @click=${onClick}
      @focusin=${onFocusin}
    >
      ${content}
    </div>
  `;
}
