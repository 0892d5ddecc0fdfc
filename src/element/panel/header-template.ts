import { html, nothing, type TemplateResult } from 'lit';
import type { ShellWords } from '../../locales/index.js';
import { iconButton } from '../controls/icon-button.js';
import { clearIcon, closeIcon, restoreIcon } from '../controls/icons.js';

/** With the marks that belong to it. */
const firstLetter = /\P{M}\p{M}*/u;

export interface HeaderView {
  strings: ShellWords;
  label: string;
  /** Below the label: who it is that answers. */
  subtitle: string;
  level: number;
  /** URL of an image of the assistant. */
  avatar: string | undefined;
  canClear: boolean;
  /** The conversation that was cleared can be brought back. */
  canRestore: boolean | undefined;
  canClose: boolean;
  /** In place of the buttons before the one that closes. */
  menu: unknown;
  /** Clears, or brings back. */
  onClear: (event: MouseEvent) => void;
  onClose: () => void;
}

export function headerTemplate(view: HeaderView): TemplateResult {
  const { strings, label, subtitle, level, avatar, onClear, onClose } = view;
  const restore = { name: strings.restore, icon: restoreIcon, part: 'restore-button', onClick: onClear };
  const clear = { name: strings.clear, icon: clearIcon, part: 'clear-button', onClick: onClear };
  const close = { name: strings.close, icon: closeIcon, part: 'close-button', onClick: onClose };
  return html`<div class="header" part="header">
    <slot name="header">
      <slot name="avatar"
        >${
          avatar
            ? html`<img class="avatar" part="avatar" src=${avatar} alt="" />`
            : html`<span class="avatar" part="avatar" aria-hidden="true">${firstLetter.exec(label)?.[0]}</span>`
        }</slot
      >
      <div class="titles">
        <div class="title" part="title" role="heading" aria-level=${level} tabindex="-1"><bdi>${label}</bdi></div>
        ${subtitle ? html`<div class="subtitle" part="subtitle"><bdi>${subtitle}</bdi></div>` : nothing}
      </div>
    </slot>
    ${
      view.menu ??
      html`<slot name="header-actions"></slot
        >${view.canRestore ? iconButton(restore) : view.canClear ? iconButton(clear) : nothing}`
    }
    ${view.canClose ? iconButton(close) : nothing}
  </div>`;
}
