import { html, nothing, type TemplateResult } from 'lit';
import { messageText } from '../../conversation/index.js';
import { iconButton } from '../controls/buttons.js';
import { copiedIcon, copyIcon, editIcon, goodIcon, nextIcon, previousIcon, regenerateIcon } from '../controls/icons.js';
import type { MessageView } from './message-view.js';

/** The row below a message. What needs an idle chat is hidden by the stylesheet while a reply is coming, so nothing is rendered for that. */
export function actionsTemplate(view: MessageView): unknown {
  const { message, actions, style, isLast, copied, feedback } = view;
  const { strings } = style;
  const isReply = message.role === 'assistant';
  const canCopy = style.canCopy && messageText(message) !== '';
  const canEdit = !isReply && style.canEdit && style.isSetUp;
  const canRegenerate = isReply && isLast && style.canRegenerate && style.isSetUp && message.parts.length > 0;
  const canRate = isReply && style.feedback && message.status === 'done';
  const hasVersions = view.versions.length > 1;
  if (!canCopy && !canEdit && !canRegenerate && !canRate && !hasVersions) return nothing;
  return html`<div class="actions ${isLast ? 'last' : ''}" part="actions">
    ${hasVersions ? versionsTemplate(view) : nothing}
    ${
      canCopy
        ? iconButton(copied ? strings.copied : strings.copy, copied ? copiedIcon : copyIcon, 'copy-button', () =>
            actions.copy(message),
          )
        : nothing
    }
    ${canEdit ? iconButton(strings.edit, editIcon, 'edit-button', () => actions.edit(message)) : nothing}
    ${
      canRegenerate
        ? iconButton(strings.regenerate, regenerateIcon, 'regenerate-button', () => actions.regenerate(message.id))
        : nothing
    }
    ${
      canRate
        ? [
            iconButton(strings.good, goodIcon, 'good-button', () => actions.feedback(message, 'good'), feedback === 'good'),
            iconButton(strings.bad, goodIcon, 'bad-button', () => actions.feedback(message, 'bad'), feedback === 'bad'),
          ]
        : nothing
    }
  </div>`;
}

function versionsTemplate({ message, versions, actions, style: { strings } }: MessageView): TemplateResult {
  const index = versions.indexOf(message.id);
  const way = (name: string, icon: TemplateResult, button: string, to: number): TemplateResult => {
    const id = versions[to];
    const go = (): void => {
      if (id !== undefined) actions.choose(id, button);
    };
    return iconButton(name, icon, button, go, undefined, id === undefined);
  };
  return html`<span class="versions" part="versions">
    ${way(strings.previous, previousIcon, 'previous-button', index - 1)}
    <span>${strings.version(index + 1, versions.length)}</span>
    ${way(strings.next, nextIcon, 'next-button', index + 1)}
  </span>`;
}
