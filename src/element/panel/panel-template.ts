import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ConversationState } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { headingLevelOf } from '../api/appearance.js';
import type { AppearanceProperties, Suggestion } from '../api/appearance-properties.js';
import { numberOf } from '../api/attributes.js';
import type { Extras } from '../host.js';
import { canWrite, isDisabled, isSetUp, type AvailabilityHost } from '../api/availability.js';
import type { ComposerController } from '../composer/composer-controller.js';
import { composerTemplate } from '../composer/composer-template.js';
import { plainMessageTemplate } from '../message/plain-message-template.js';
import type { Transcript } from '../transcript/transcript.js';
import { transcriptFrameTemplate } from '../transcript/transcript-frame-template.js';
import { welcomeTemplate } from '../transcript/welcome-template.js';
import { headerTemplate } from './header-template.js';
import type { PanelActions } from './panel-actions.js';

export interface ContentView {
  host: LitElement & AvailabilityHost & AppearanceProperties;
  strings: Locale;
  label: string;
  canClose: boolean;
  actions: PanelActions;
  composer: ComposerController;
  transcript: Transcript | undefined;
  extras: Extras | undefined;
  /** What says what is new cannot be had: screen readers are to find it. */
  isLive: boolean;
  /** What has to be asked before anything is sent cannot be: nothing is sent. */
  isShut: boolean;
  state: ConversationState;
  /** The screen should say that it is waiting. */
  pending: boolean;
  /** Messages whose error the page shows itself. */
  handled: ReadonlySet<string>;
}

/** What stands in the panel, from its header down. */
export function panelTemplate(view: ContentView): TemplateResult {
  const { host, strings, transcript, extras, actions, state, pending } = view;
  const { busy } = host.conversation;
  const notice = navigator.onLine ? view.isShut && strings.notSetUp : strings.offline;
  return html`
    ${host.withoutHeader ? nothing : header(view)}
    ${transcriptFrameTemplate({
      strings,
      busy,
      isLive: view.isLive,
      content: state.messages.length === 0 ? welcome(view) : messages(view),
    })}
    ${transcript?.renderBelow({ strings, suggestions: suggestionsOf(host), onSuggestion: actions.suggest })}
    ${extras?.render('above')} ${notice ? html`<p class="notice" part="notice">${notice}</p>` : nothing}
    ${composerTemplate({
      strings,
      composer: view.composer,
      placeholder: host.placeholder ?? strings.placeholder,
      maxLength: numberOf(host, 'maxLength'),
      isDisabled: isDisabled(host),
      readOnly: host.readOnly || !!extras?.isAsking,
      canWrite: canWrite(host),
      canStop: pending,
      onStop: actions.stop,
    })}
    <div class="footer" part="footer">
      <slot name="footer">${host.disclaimer ? html`<p class="disclaimer"><bdi>${host.disclaimer}</bdi></p>` : nothing}</slot>
      ${extras?.render('below')}
    </div>
    <div class="visually-hidden" aria-live="polite"></div>
  `;
}

function header({ host, strings, label, canClose, actions, transcript, extras, state }: ContentView): TemplateResult {
  return headerTemplate({
    strings,
    label,
    subtitle: host.subtitle ?? strings.subtitle,
    level: headingLevelOf(host) - 1,
    avatar: host.avatar,
    canClear: state.messages.length > 0,
    canRestore: transcript?.cleared?.canRestore,
    canClose,
    menu: extras?.render('header'),
    onClear: actions.clear,
    onClose: actions.close,
  });
}

function welcome({ host, strings, actions }: ContentView): TemplateResult {
  return welcomeTemplate({
    strings,
    greeting: host.greeting ?? strings.greeting,
    suggestions: suggestionsOf(host),
    isSetUp: isSetUp(host),
    onSuggestion: actions.suggest,
  });
}

/** Those that somebody can press; a page without types may give anything. */
function suggestionsOf(host: ContentView['host']): readonly Suggestion[] {
  const { suggestions }: { suggestions: unknown } = host;
  return canWrite(host) && !host.withoutSuggestions && Array.isArray(suggestions) ? (suggestions as readonly Suggestion[]) : [];
}

function messages({ host, strings, transcript, state, pending, handled }: ContentView): unknown {
  if (transcript) return transcript.render(strings, { state, pending, handled });
  const assistantName = host.assistantName ?? strings.assistant;
  return state.messages.map((message) =>
    plainMessageTemplate({ strings, assistantName, message, isErrorHandled: handled.has(message.id) }),
  );
}
