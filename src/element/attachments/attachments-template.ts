/** What is attached, above the input, and the buttons that attach. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';
import { iconButton } from '../controls/icon-button.js';
import { closeIcon, line } from '../controls/icons.js';
import type { Attachment } from './attachment.js';

const attachIcon = line('M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.3 17a1.7 1.7 0 0 1-2.4-2.4L14.5 7');
const cameraIcon = line('M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z');
const fileIcon = line('M6 3h8l4 4v14H6zM14 3v4h4');
const soundIcon = line('M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z');
const retryIcon = line('M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4');

export interface ChipsView {
  strings: Locale;
  items: readonly Attachment[];
  /** Files are held over the panel. */
  isDropTarget: boolean;
  /** Bytes in words. */
  size: (bytes: number) => string;
  onRemove: (item: Attachment) => void;
  onRetry: (item: Attachment) => void;
}

export function chipsTemplate({ strings, items, isDropTarget, ...view }: ChipsView): TemplateResult {
  const chip = (item: Attachment): TemplateResult => chipTemplate(item, { strings, ...view });
  return html`${
    items.length === 0
      ? nothing
      : html`<ul class="attachments" part="attachments" aria-label=${strings.attachments}>
          ${items.map(chip)}
        </ul>`
  }${isDropTarget ? html`<div class="drop-target" part="drop-target"><p>${strings.dropHere}</p></div>` : nothing}`;
}

function chipTemplate(
  item: Attachment,
  { strings, size, onRemove, onRetry }: Omit<ChipsView, 'items' | 'isDropTarget'>,
): TemplateResult {
  const { id, name, state, problem } = item;
  const isRed = state === 'failed' || state === 'refused';
  return html`<li class="attachment-chip ${isRed ? 'refused' : ''}" part="attachment ${isRed ? 'error' : ''}" data-id=${id}>
    ${
      item.preview === undefined
        ? html`<span class="attachment-icon">${item.part?.type === 'input_audio' ? soundIcon : fileIcon}</span>`
        : html`<img class="attachment-icon" src=${item.preview} alt="" />`
    }
    <span class="attachment-text">
      <bdi class="attachment-name" title=${name}>${name}</bdi>
      <span class="attachment-state" dir="auto">${problem ?? stateText(item, strings, size)}</span>
      ${
        state === 'uploading'
          ? html`<progress class="attachment-progress" max="1" .value=${item.progress} aria-label=${name}></progress>`
          : nothing
      }
    </span>
    ${
      state === 'failed'
        ? iconButton({
            name: strings.retryUpload(name),
            icon: retryIcon,
            part: 'retry-upload-button',
            onClick: () => onRetry(item),
          })
        : nothing
    }
    ${iconButton({ name: strings.removeAttachment(name), icon: closeIcon, part: 'remove-attachment-button', onClick: () => onRemove(item) })}
  </li>`;
}

function stateText({ state, progress, size: bytes }: Attachment, strings: Locale, size: (bytes: number) => string): string {
  if (state === 'uploading') return strings.uploading(Math.floor(progress * 100));
  return state === 'ready' ? size(bytes) : strings.preparing;
}

export interface ButtonsView {
  strings: Locale;
  accept: string;
  isDisabled: boolean;
  withCamera: boolean;
  onFiles: (event: Event) => void;
}

/** A phone offers its camera for `accept="image/*"` or does not (https://issuetracker.google.com/issues/317289301); `capture` always does. */
export function buttonsTemplate({ strings, accept, isDisabled, withCamera, onFiles }: ButtonsView): TemplateResult {
  const choose = (event: Event): void => {
    if (!isDisabled) ((event.currentTarget as Element).nextElementSibling as HTMLInputElement).click();
  };
  const button = (name: string, icon: TemplateResult, part: string): TemplateResult =>
    iconButton({ name, icon, part, onClick: choose, disabled: isDisabled });
  return html`${button(strings.attach, attachIcon, 'attach-button')}<input
      type="file"
      multiple
      hidden
      accept=${accept}
      @change=${onFiles}
    />${
      withCamera
        ? html`${button(strings.takePhoto, cameraIcon, 'camera-button')}<input
              type="file"
              hidden
              accept="image/*"
              capture="environment"
              @change=${onFiles}
            />`
        : nothing
    }`;
}
