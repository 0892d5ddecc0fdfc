import { html, type ReactiveController, type TemplateResult } from 'lit';
import { emptyDraft, isEmptyDraft, messageDraft, type ChatMessage, type Draft } from '../../conversation/index.js';
import { submitOnOf } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { showValue } from '../composer/composer-controller.js';
import { isComposing, submits } from '../composer/keyboard.js';
import type { Locale } from '../../locales/index.js';
import type { textButton } from '../controls/text-button.js';
import type { Asker, Begin, ElementHost, FocusKeeper } from '../host.js';

type EditHost = ElementHost & Pick<AppearanceProperties, 'submitOn'>;

/** Handed in: parts share code with the script only. */
export interface EditView {
  attachments: unknown;
  textButton: typeof textButton;
}

/** A message of the visitor that is being written anew, in its own place. What went along with its text goes along again. */
export class EditController implements ReactiveController {
  readonly #host: EditHost;
  readonly #asker: Asker;
  readonly #focus: FocusKeeper;
  #id: string | undefined;
  #draft = emptyDraft;
  #begins = false;

  constructor(host: EditHost, asker: Asker, focus: FocusKeeper) {
    this.#host = host;
    this.#asker = asker;
    this.#focus = focus;
    host.addController(this);
  }

  /** Id of the message; undefined while none is edited. */
  get id(): string | undefined {
    return this.#id;
  }

  get draft(): Draft {
    return this.#draft;
  }

  hostUpdated(): void {
    if (this.#id === undefined) return;
    const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.edit textarea');
    if (!field) return;
    showValue(field, this.#draft.text);
    if (!this.#begins) return;
    this.#begins = false;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  begin(message: ChatMessage): void {
    this.#id = message.id;
    this.#draft = messageDraft(message);
    this.#begins = true;
    this.#host.requestUpdate();
  }

  /** @param shared what the transcript has already: what goes along with the text, as it is shown, and its buttons */
  render(strings: Locale, { attachments, textButton }: EditView): TemplateResult {
    return html`<div class="edit">
      <div class="field" data-value=${this.#draft.text}>
        <textarea
          class="textarea"
          rows="1"
          dir="auto"
          aria-label=${strings.edit}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        ></textarea>
      </div>
      ${attachments}
      <div class="edit-actions">
        ${textButton(strings.cancel, 'cancel-button', this.#cancel)} ${textButton(strings.save, 'save-button', this.#save)}
      </div>
    </div>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#draft = { ...this.#draft, text: (event.target as HTMLTextAreaElement).value };
    this.#host.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event)) {
      event.stopPropagation(); // one layer a press
      this.#cancel();
    }
    if (!submits(event, submitOnOf(this.#host))) return;
    event.preventDefault();
    this.#save();
  };

  readonly #save = (): void => {
    const id = this.#id;
    const draft = this.#draft;
    if (id === undefined || isEmptyDraft(draft)) return;
    const begin: Begin = (conversation) => conversation.edit(id, draft);
    this.#asker.submit(draft, begin, this.#cancel);
  };

  readonly #cancel = (): void => {
    if (this.#id === undefined) return;
    this.#id = undefined;
    this.#host.requestUpdate();
    this.#focus.focusComposer();
  };
}
