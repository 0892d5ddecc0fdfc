import { html, nothing, type TemplateResult } from 'lit';
import { messageText } from '../../conversation/index.js';
import { iconButton } from '../controls/icon-button.js';
import { copiedIcon, copyIcon, editIcon, goodIcon, nextIcon, previousIcon, regenerateIcon } from './message-icons.js';
import type { MessageView } from './message-view.js';
import type { Rating } from './message-actions.js';

/** The row below a message. What needs an idle chat is hidden by the stylesheet while a reply is coming, so nothing is rendered for that. */
export function actionsTemplate(view: MessageView): unknown {
  const { message, actions, style, isLast, copied } = view;
  const { strings } = style;
  const isReply = message.role === 'assistant';
  const hasText = messageText(message) !== '';
  const canCopy = style.canCopy && hasText;
  const canEdit = !isReply && style.canEdit && style.isSetUp;
  const canRegenerate = isReply && isLast && style.canRegenerate && style.isSetUp && message.parts.length > 0;
  const canRate = isReply && style.feedback && message.status === 'done';
  const hasVersions = view.versions.length > 1;
  const read = isReply && hasText ? actions.reader?.render(message) : undefined;
  if (!canCopy && !canEdit && !canRegenerate && !canRate && !hasVersions && !read) return nothing;
  const copy = {
    name: strings.copyMessage,
    icon: copied ? copiedIcon : copyIcon,
    part: 'copy-button',
    onClick: () => actions.copy(message),
  };
  const edit = { name: strings.edit, icon: editIcon, part: 'edit-button', onClick: () => actions.edit(message) };
  const regenerate = {
    name: strings.regenerate,
    icon: regenerateIcon,
    part: 'regenerate-button',
    onClick: () => actions.regenerate(message.id),
  };
  const rate = (rating: Rating): TemplateResult =>
    iconButton({
      name: strings[rating],
      icon: goodIcon,
      part: `${rating}-button`,
      onClick: () => actions.rate(message, rating),
      pressed: view.rating === rating,
    });
  return html`<div class="actions ${isLast ? 'last' : ''}" part="actions">
    ${hasVersions ? versionsTemplate(view) : nothing} ${canCopy ? iconButton(copy) : nothing} ${read}
    ${canEdit ? iconButton(edit) : nothing} ${canRegenerate ? iconButton(regenerate) : nothing}
    ${canRate ? [rate('good'), rate('bad')] : nothing}
  </div>`;
}

function versionsTemplate({ message, versions, actions, style: { strings } }: MessageView): TemplateResult {
  const index = versions.indexOf(message.id);
  const choose = (to: number, part: string, name: string): TemplateResult => {
    const id = versions[to];
    const onClick = (): void => {
      if (id !== undefined) actions.choose(id, part);
    };
    return iconButton({ name, icon: to < index ? previousIcon : nextIcon, part, onClick, disabled: id === undefined });
  };
  return html`<span class="versions" part="versions">
    ${choose(index - 1, 'previous-button', strings.previous)}
    <span>${strings.version(index + 1, versions.length)}</span>
    ${choose(index + 1, 'next-button', strings.next)}
  </span>`;
}
