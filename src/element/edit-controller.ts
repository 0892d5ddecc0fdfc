import type { LitElement, ReactiveController } from 'lit';
import { isComposing, showValue, submits, type SubmitOn } from './composer-controller.js';

/** A message of the visitor that is being written anew, in its own place. */
export class EditController implements ReactiveController {
  /** Id of the message; undefined while none is edited. */
  id: string | undefined;
  value = '';

  #begins = false;

  constructor(
    private readonly host: LitElement,
    private readonly actions: { submitOn: () => SubmitOn; save: (id: string, text: string) => void; end: () => void },
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.id === undefined) return;
    const field = this.host.renderRoot.querySelector<HTMLTextAreaElement>('.edit textarea');
    showValue(field, this.value);
    if (!this.#begins) return;
    this.#begins = false;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
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
    if (event.key === 'Escape' && !isComposing(event)) {
      event.stopPropagation(); // one layer a press
      this.cancel();
    }
    if (!submits(event, this.actions.submitOn())) return;
    event.preventDefault();
    this.save();
  };

  readonly save = (): void => {
    const { id, value } = this;
    if (id === undefined || value.trim() === '') return;
    this.cancel();
    this.actions.save(id, value);
  };

  readonly cancel = (): void => {
    if (this.id === undefined) return;
    this.id = undefined;
    this.host.requestUpdate();
    this.actions.end();
  };
}
