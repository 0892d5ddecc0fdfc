/** What waits to be sent, until the reply that is coming has ended. */
import { html, type TemplateResult } from 'lit';
import { filenameOf, type ContentPart, type ConversationState } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { iconButton } from '../controls/icon-button.js';
import { closeIcon } from '../controls/icons.js';

type QueuedMessage = ConversationState['queue'][number];

export interface QueueView {
  strings: Locale;
  queue: readonly QueuedMessage[];
  onRemove: (message: QueuedMessage) => void;
}

export function queueTemplate({ strings, queue, onRemove }: QueueView): TemplateResult | undefined {
  if (queue.length === 0) return undefined;
  return html`<ul class="queue" part="queue" aria-label=${strings.queued}>
    ${queue.map(
      (message) =>
        html`<li>
          <bdi>${textOf(message, strings)}</bdi>
          ${iconButton({ name: strings.takeBack, icon: closeIcon, part: 'take-back-button', onClick: () => onRemove(message) })}
        </li>`,
    )}
  </ul>`;
}

/** What goes along is named where there are no words. */
function textOf({ text, parts }: QueuedMessage, strings: Locale): string {
  return text || parts.map((part) => nameOf(part, strings)).join(', ');
}

function nameOf(part: ContentPart, strings: Locale): string | undefined {
  const kinds = { image_url: strings.image, input_audio: strings.audio, file: strings.file };
  return part.type === 'text' ? part.text : (filenameOf(part) ?? kinds[part.type]);
}
