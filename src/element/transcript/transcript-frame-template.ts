import { html, nothing, type TemplateResult } from 'lit';
import type { ShellWords } from '../../locales/index.js';

export interface TranscriptFrameView {
  strings: ShellWords;
  /** A reply is coming: what needs an idle chat is hidden. */
  busy: boolean;
  /** Its messages are plain, without their part, which says what is new. */
  isPlain: boolean;
  content: unknown;
}

/** What scrolls, whatever stands in it. */
export function transcriptFrameTemplate(view: TranscriptFrameView): TemplateResult {
  const { strings, busy, isPlain, content } = view;
  return html`
    <div
      class="transcript ${busy ? 'busy' : ''}"
      part="transcript"
      role="group"
      aria-live=${isPlain ? 'polite' : nothing}
      aria-busy=${isPlain && busy ? 'true' : nothing}
      aria-label=${strings.transcript}
      tabindex="-1"
    >
      ${content}
    </div>
  `;
}
