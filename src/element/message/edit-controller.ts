import type { LitElement, ReactiveController } from 'lit';

export interface EditActions {
  /** What a key says to a text field; nothing while an input method is at work. */
  means: (event: KeyboardEvent, what: 'Escape' | 'send') => boolean;
  /** @returns false where it cannot be sent now: the text stays then */
  save: (id: string, text: string) => boolean;
  end: () => void;
}

/** A message of the visitor that is being written anew, in its own place. */
export class EditController implements ReactiveController {
  /** Id of the message; undefined while none is edited. */
  id: string | undefined;
  value = '';

  #begins = false;

  constructor(
    private readonly host: LitElement,
    private readonly actions: EditActions,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.id === undefined) return;
    const field = this.host.renderRoot.querySelector<HTMLTextAreaElement>('.edit textarea');
    if (!field) return;
    if (field.value !== this.value) field.value = this.value;
    if (!this.#begins) return;
    this.#begins = false;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  begin(id: string, text: string): void {
    this.id = id;
    this.value = text;
    this.#begins = true;
    this.host.requestUpdate();
  }

  readonly onInput = (event: Event): void => {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.host.requestUpdate();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (this.actions.means(event, 'Escape')) {
      event.stopPropagation(); // one layer a press
      this.cancel();
    }
    if (!this.actions.means(event, 'send')) return;
    event.preventDefault();
    this.save();
  };

  readonly save = (): void => {
    const { id, value } = this;
    if (id === undefined || value.trim() === '') return;
    if (this.actions.save(id, value)) this.cancel();
  };

  readonly cancel = (): void => {
    if (this.id === undefined) return;
    this.id = undefined;
    this.host.requestUpdate();
    this.actions.end();
  };
}
