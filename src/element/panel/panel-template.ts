import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import type { Chat8080 } from '../chat-8080.js';
import { isTouchOnly } from '../composer/composer-controller.js';
import { numberOf } from '../api/conversation-options.js';
import type { ScrollController } from '../transcript/scroll-controller.js';
import { keepFromPage, type VisitorController } from '../composer/visitor-controller.js';
import { composerTemplate } from '../composer/composer-template.js';
import { headerTemplate } from './header-template.js';
import { jumpTemplate } from '../transcript/jump-template.js';
import { launcherTemplate } from './launcher-template.js';
import { transcriptTemplate } from '../transcript/transcript-template.js';
import type { MessageStyle } from '../message/message-view.js';
import { welcomeTemplate } from '../transcript/welcome-template.js';

export interface PanelView {
  element: Chat8080;
  strings: Locale;
  style: MessageStyle;
  visitor: VisitorController;
  state: ConversationState;
  busy: boolean;
  /** `loading`: what a floating chat needs is on its way. */
  mode: 'inline' | 'fullscreen' | 'floating' | 'loading';
  isSetUp: boolean;
  isDisabled: boolean;
  canSend: boolean;
  /** The screen should say that it is waiting. */
  pending: boolean;
  unread: number;
  scroll: ScrollController | undefined;
  handled: ReadonlySet<string>;
  /** What the live region holds. */
  announcement: string;
}

/** Everything: inline and on the whole screen a section of the page, floating a dialog in the top layer with its launcher. */
export function panelTemplate(view: PanelView): TemplateResult | typeof nothing {
  const { element, strings, visitor } = view;
  const label = element.label ?? strings.label;
  if (view.mode === 'loading') return nothing;
  if (view.mode !== 'floating') {
    return html`<section
      class="panel"
      part="panel"
      aria-label=${label}
      @keydown=${visitor.onKeydown}
      @keyup=${keepFromPage}
      @keypress=${keepFromPage}
    >
      ${contentTemplate(view, label)}
    </section>`;
  }
  const onCancel = (event: Event): void => {
    event.preventDefault(); // Android's back gesture
    element.hide();
  };
  return html`
    ${
      element.withoutLauncher
        ? nothing
        : launcherTemplate({ strings, open: element.open, unread: view.unread, onClick: () => element.toggle() })
    }
    <dialog
      class="panel"
      part="panel"
      popover="manual"
      aria-label=${label}
      @cancel=${onCancel}
      @keydown=${visitor.onKeydown}
      @keyup=${keepFromPage}
      @keypress=${keepFromPage}
    >
      ${contentTemplate(view, label)}
    </dialog>
  `;
}

function contentTemplate(view: PanelView, label: string): TemplateResult {
  const { element, strings, style, visitor, state, isSetUp } = view;
  const { suggestions }: { suggestions: unknown } = element;
  const isHeard = !element.withoutSuggestions && !element.readOnly && !view.isDisabled;
  const header = (): TemplateResult =>
    headerTemplate({
      strings,
      label,
      level: style.headingLevel - 1,
      avatar: element.avatar,
      canClear: state.messages.length > 0,
      canRestore: visitor.clearing?.canRestore,
      canClose: view.mode === 'floating',
      onClear: visitor.clear,
      onClose: () => element.hide(),
    });
  const welcome = (): TemplateResult =>
    welcomeTemplate({
      strings,
      greeting: element.greeting ?? strings.greeting,
      suggestions: isHeard && Array.isArray(suggestions) ? suggestions : [], // a page without types may give anything
      isSetUp,
      onSuggestion: visitor.suggest,
    });
  const { busy, pending, scroll, handled } = view;
  const { reserveFor, isFar = false, news = false } = scroll ?? {};
  return html`
    ${element.withoutHeader ? nothing : header()}
    ${transcriptTemplate({ strings, style, state, busy, pending, reserveFor, handled, visitor, welcome })}
    ${jumpTemplate({ strings, isFar, news, onJump: () => scroll?.scrollToEnd() })}
    ${navigator.onLine ? nothing : html`<p class="notice" part="notice">${strings.offline}</p>`}
    ${composerTemplate({
      strings,
      value: visitor.composer.value,
      placeholder: element.placeholder ?? strings.placeholder,
      maxLength: numberOf(element, 'maxlength', element.maxLength),
      disabled: view.isDisabled,
      readOnly: element.readOnly,
      enterSends: visitor.submitOn === 'enter' && !isTouchOnly(),
      canSend: view.canSend && visitor.composer.value.trim() !== '',
      canStop: pending,
      onInput: visitor.composer.onInput,
      onKeydown: visitor.composer.onKeydown,
      onSend: visitor.send,
      onStop: visitor.stop,
    })}
    <div class="footer" part="footer">
      <slot name="footer">
        ${element.disclaimer ? html`<p class="disclaimer"><bdi>${element.disclaimer}</bdi></p>` : nothing}
      </slot>
    </div>
    <div class="visually-hidden" role="status">${view.announcement}</div>
  `;
}
