import { html, nothing, type TemplateResult } from 'lit';
import { keepFromPage } from '../composer/keyboard.js';
import { launcherTemplate } from './launcher-template.js';
import type { PanelView } from '../api/modes.js';

export interface FloatingView {
  open: boolean;
  withoutLauncher: boolean;
  withoutHeader: boolean;
  launcherLabel: string | undefined;
  unread: number;
  toggle: (force?: boolean) => void;
}

/** A dialog in the top layer, with its launcher. */
export function floatingTemplate(
  { strings, label, content, beside, onKeydown }: PanelView,
  { open, withoutLauncher, withoutHeader, launcherLabel, unread, toggle }: FloatingView,
): TemplateResult {
  const onCancel = (event: Event): void => {
    event.preventDefault(); // Android's back gesture: https://html.spec.whatwg.org/multipage/interaction.html#close-requests
    toggle(false);
  };
  return html`
    ${
      withoutLauncher
        ? nothing
        : launcherTemplate({
            strings,
            open,
            isAway: open && !withoutHeader,
            label: launcherLabel,
            unread,
            onClick: () => toggle(),
          })
    }
    ${beside}
    <dialog
      class="panel"
      part="panel"
      popover="manual"
      aria-label=${label}
      @cancel=${onCancel}
      @keydown=${onKeydown}
      @keyup=${keepFromPage}
      @keypress=${keepFromPage}
    >
      ${content}
    </dialog>
  `;
}
