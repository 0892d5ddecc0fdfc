import { html, nothing, type TemplateResult } from 'lit';
import { keepFromPage } from '../composer/keyboard.js';
import type { ShellWords } from '../../locales/index.js';
import { chatIcon, closeIcon } from '../controls/icons.js';

export interface LauncherView {
  strings: ShellWords;
  open: boolean;
  /** It has gone: the open panel stands in its place, and has a button of its own to close it. */
  isAway: boolean;
  /** Words beside the icon. */
  label: string | undefined;
  unread: number;
  onClick: () => void;
}

/**
 * In the top layer too (a popover), or an ancestor with a transform would carry it along. What has gone stays as it was: of a state that changes
 * while nobody can see the button Chromium tells Orca nothing, which then calls a closed chat expanded.
 */
export function launcherTemplate({ strings, open, isAway, label, unread, onClick }: LauncherView): TemplateResult {
  const what = label ?? strings.open; // what can be read on it is in its name: https://www.w3.org/TR/WCAG22/#label-in-name
  const name = open ? strings.close : unread > 0 ? `${what}, ${strings.unread(unread)}` : what;
  return html`<button
    class="launcher ${isAway ? 'away' : ''}"
    part="launcher"
    type="button"
    popover="manual"
    aria-haspopup="dialog"
    aria-expanded=${open && !isAway ? 'true' : 'false'}
    aria-label=${name}
    title=${name}
    @click=${onClick}
    @keydown=${keepFromPage}
    @keyup=${keepFromPage}
    @keypress=${keepFromPage}
  >
    ${open ? closeIcon : html`<slot name="launcher-icon">${chatIcon}</slot>`}
    ${label && !open ? html`<bdi class="launcher-label">${label}</bdi>` : nothing}
    ${!open && unread > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
  </button>`;
}
