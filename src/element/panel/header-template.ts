import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';
import { iconButton } from '../controls/buttons.js';
import { clearIcon, closeIcon, restoreIcon } from '../controls/icons.js';

export interface HeaderView {
  strings: Locale;
  label: string;
  level: number;
  /** URL of an image of the assistant. */
  avatar: string | undefined;
  canClear: boolean;
  /** The conversation that was cleared can be brought back. */
  canRestore: boolean | undefined;
  canClose: boolean;
  /** Clears, or brings back. */
  onClear: (event: MouseEvent) => void;
  onClose: () => void;
}

export function headerTemplate({
  strings,
  label,
  level,
  avatar,
  canClear,
  canRestore,
  canClose,
  onClear,
  onClose,
}: HeaderView): TemplateResult {
  return html`<div class="header" part="header">
    <slot name="header">
      <slot name="avatar">${avatar ? html`<img class="avatar" part="avatar" src=${avatar} alt="" />` : nothing}</slot>
      <div class="title" part="title" role="heading" aria-level=${level} tabindex="-1"><bdi>${label}</bdi></div>
    </slot>
    <slot name="header-actions"></slot>
    ${
      canRestore
        ? iconButton(strings.restore, restoreIcon, 'restore-button', onClear)
        : canClear
          ? iconButton(strings.clear, clearIcon, 'clear-button', onClear)
          : nothing
    }
    ${canClose ? iconButton(strings.close, closeIcon, 'close-button', onClose) : nothing}
  </div>`;
}
