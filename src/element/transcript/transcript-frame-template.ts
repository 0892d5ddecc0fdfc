import { html, nothing, type TemplateResult } from 'lit';
import type { ShellWords } from '../../locales/index.js';

export interface TranscriptFrameView {
  strings: ShellWords;
  /** A reply is coming: what needs an idle chat is hidden. */
  busy: boolean;
  /** What says what is new cannot be had. */
  isLive: boolean;
  content: unknown;
}

/** What scrolls, whatever stands in it. */
export function transcriptFrameTemplate(view: TranscriptFrameView): TemplateResult {
  const { strings, busy, isLive, content } = view;
  return html`
    <div
      class="transcript ${busy ? 'busy' : ''}"
      part="transcript"
      role="group"
      aria-live=${isLive ? 'polite' : nothing}
      aria-busy=${isLive && busy ? 'true' : nothing}
      aria-label=${strings.transcript}
      tabindex="-1"
    >
      ${content}
    </div>
  `;
}
