import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ShellWords } from '../../locales/index.js';
import { iconButton } from '../controls/icon-button.js';
import { sendIcon, stopIcon } from '../controls/icons.js';
import type { ComposerController } from './composer-controller.js';

export interface ComposerView {
  strings: ShellWords;
  composer: ComposerController;
  placeholder: string;
  maxLength: number | undefined;
  isDisabled: boolean;
  readOnly: boolean;
  /** There is a server to ask. */
  canWrite: boolean;
  canStop: boolean;
  onStop: () => void;
}

/** One button: while a reply is coming it stops that, as long as nothing is written; what is written is sent, and waits for its turn. */
export function composerTemplate(view: ComposerView): TemplateResult {
  const { strings, composer, maxLength = -1, onStop } = view;
  const left = maxLength < 0 ? Infinity : maxLength - composer.text.length; // below 0 is no limit, as in HTML
  const isNearLimit = left <= Math.max(20, maxLength / 10);
  const { isEmpty } = composer;
  // The second click of a double click on Send, and whatever comes that fast after another click, stops nothing.
  const stop = ({ detail }: MouseEvent): void => {
    if (detail < 2) onStop();
  };
  return html`
    <div class="composer" part="composer" tabindex="-1">
      ${composer.render('above')}
      <div class="composer-box" @click=${focusTextarea}>
        <slot name="composer-start"></slot>
        ${composer.render('start')} ${fieldTemplate(view, isNearLimit)} ${composer.render('end')}
        <slot name="composer-end"></slot>
        ${iconButton(
          view.canStop && isEmpty
            ? { name: strings.stop, icon: stopIcon, part: 'stop-button', onClick: stop }
            : {
                name: strings.send,
                icon: sendIcon,
                part: 'send-button',
                onClick: composer.onSend,
                disabled: !view.canWrite || isEmpty,
              },
        )}
      </div>
      ${isNearLimit ? html`<p class="count" id="count">${strings.charactersLeft(left)}</p>` : nothing}
    </div>
  `;
}

/**
 * With `auto` an empty field is one that is written from left to right, whatever is around it: so says the specification
 * (https://html.spec.whatwg.org/multipage/dom.html#the-directionality, https://github.com/whatwg/html/pull/10140).
 */
function fieldTemplate(view: ComposerView, isCounted: boolean): TemplateResult {
  const { strings, composer, placeholder, maxLength, isDisabled, readOnly } = view;
  const { text, enterSends, onInput, onKeydown } = composer;
  return html`<div class="field" data-value=${text || placeholder}>
    <textarea
      class="textarea"
      part="textarea"
      rows="1"
      dir=${text === '' ? nothing : 'auto'}
      enterkeyhint=${enterSends ? 'send' : 'enter'}
      aria-label=${strings.message}
      aria-describedby=${isCounted ? 'count' : nothing}
      placeholder=${placeholder}
      maxlength=${ifDefined(maxLength)}
      ?disabled=${isDisabled}
      ?readonly=${readOnly}
      @input=${onInput}
      @keydown=${onKeydown}
    ></textarea>
  </div>`;
}

/** The box looks like the field, so a click on its edge means the field. */
function focusTextarea(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as Element).querySelector('textarea')?.focus();
}
