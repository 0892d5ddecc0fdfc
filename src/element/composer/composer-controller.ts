import type { ReactiveController } from 'lit';
import { emptyDraft, isEmptyDraft, type Draft } from '../../conversation/index.js';
import { submitOnOf } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { Asker, ComposerPart, ElementHost } from '../host.js';
import { isComposing, isTouchOnly, submits } from './keyboard.js';

type ComposerHost = ElementHost & Pick<AppearanceProperties, 'submitOn'>;

export interface ComposerActions {
  asker: Asker;
  /** Arrow up, where nothing is written. */
  editLast: () => void;
  /** What parts add to the composer. */
  parts: () => readonly ComposerPart[];
}

/** What is written and not sent yet: the draft lives here, and survives every render, failure and stop. */
export class ComposerController implements ReactiveController {
  readonly #host: ComposerHost;
  readonly #internals: ElementInternals;
  readonly #actions: ComposerActions;
  #draft = emptyDraft;
  #field: HTMLTextAreaElement | null | undefined;

  constructor(host: ComposerHost, internals: ElementInternals, actions: ComposerActions) {
    this.#host = host;
    this.#internals = internals;
    this.#actions = actions;
    internals.setFormValue(''); // the name of the field is submitted from the beginning, as a textarea's is
    host.addController(this);
  }

  get draft(): Draft {
    return this.#draft;
  }

  set draft(draft: Draft) {
    this.#draft = draft;
    this.#internals.setFormValue(draft.text);
    this.#host.requestUpdate();
  }

  clear(): void {
    this.draft = emptyDraft;
    for (const part of this.#actions.parts()) part.cleared?.();
  }

  get text(): string {
    return this.#draft.text;
  }

  set text(text: string) {
    this.draft = { ...this.#draft, text };
  }

  /** There is nothing to send, and nothing on its way here. */
  get isEmpty(): boolean {
    return isEmptyDraft(this.#draft) && !this.#actions.parts().some(({ isBusy }) => isBusy);
  }

  /** What parts add to the composer. */
  render(place: Parameters<ComposerPart['render']>[0]): unknown {
    return this.#actions.parts().map((part) => part.render(place));
  }

  hostUpdated(): void {
    // Kept, for looking through a long transcript at each update took a sixth of its time.
    if (!this.#field?.isConnected) this.#field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea');
    showValue(this.#field, this.text);
  }

  /** Sends the draft if there is anything in it. A keyboard that covers half of a phone makes room for the answer. */
  readonly submit = (): void => {
    for (const part of this.#actions.parts()) {
      const settled = part.settle();
      if (!settled) continue;
      void settled.then((canBeSent) => canBeSent && this.submit());
      return;
    }
    const draft = this.#draft;
    if (isEmptyDraft(draft)) return;
    const begin = this.#actions.parts().find((part) => part.begin)?.begin;
    this.#actions.asker.submit(draft, begin, () => {
      this.draft = emptyDraft;
      if (isTouchOnly()) this.#field?.blur();
    });
  };

  /** Enter on a phone's keyboard sends. */
  get enterSends(): boolean {
    return submitOnOf(this.#host) === 'enter' && !isTouchOnly();
  }

  /** For the button. */
  readonly onSend = (): void => {
    this.submit();
    if (!isTouchOnly()) this.#field?.focus({ preventScroll: true });
  };

  readonly onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value; // what listens further out reads it already
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowUp' && this.text === '') {
      event.preventDefault(); // or the key would move the caret of the field that gets the focus
      this.#actions.editLast();
    }
    if (!submits(event, submitOnOf(this.#host))) return;
    event.preventDefault();
    if (!event.repeat) this.submit(); // held since a button gave the focus here
  };
}

/** A binding would compare with what it has set last, not with what has been typed since. */
export function showValue(field: HTMLTextAreaElement | null, value: string): void {
  if (field && field.value !== value) field.value = value;
}
