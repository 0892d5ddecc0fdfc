/** The question whether a tool may run, and what it would run with. */
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { ToolCallPart } from '../../conversation/index.js';
import { textButton } from '../controls/text-button.js';
import type { MessageView } from './message-view.js';
import { visible } from './visible.js';
import { whole } from './whole-directive.js';

/** Another text is another card: what of the first one has been in view says nothing of it. */
export function questionTemplate({ message, style: { strings }, actions }: MessageView, part: ToolCallPart): unknown {
  const { id, name } = part;
  const shown = laidOut(part.arguments);
  const hint = `hint-${message.id}-${part.round}-${part.call}`; // the call's own id may be anything
  const approve = ({ currentTarget }: Event): void => {
    if ((currentTarget as HTMLElement).ariaDisabled !== 'true') actions.decide(message.id, id, true);
  };
  return keyed(
    `${id} ${shown}`,
    html`<div class="tool" part="tool" ${whole()}>
      <p class="tool-question"><bdi>${strings.tool.approval(visible(name))}</bdi></p>
      <code class="tool-json" dir="ltr" translate="no" tabindex="0" role="group" aria-label=${strings.toolInput}
        ><i class="edge"></i>${isolated(shown)}<i class="edge"></i
      ></code>
      <button
        class="small-button approve-button"
        part="approve-button"
        type="button"
        aria-disabled="true"
        aria-describedby=${hint}
        @click=${approve}
      >
        ${strings.approve}
      </button>
      ${textButton(strings.deny, 'deny-button', () => actions.decide(message.id, id, false))}
      <span class="tool-hint" id=${hint} hidden>${strings.readInput}</span>
    </div>`,
  );
}

/** What the tool is given, not how the model wrote it: escapes hide words, and white space moves what matters out of sight. */
function laidOut(given: string): string {
  return visible(JSON.stringify(given.trim() === '' ? {} : JSON.parse(given), null, 2));
}

/** Each string by itself: one that is written from right to left would take the next key or number to its other side. */
function isolated(json: string): unknown {
  return json
    .split(/("[^"\\]*(?:\\.[^"\\]*)*")/)
    .map((text, index): string | TemplateResult => (index % 2 ? html`<bdi dir="ltr">${text}</bdi>` : text));
}
