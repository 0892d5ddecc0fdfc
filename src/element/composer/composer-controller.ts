import type { LitElement, ReactiveController } from 'lit';

/** Which key sends: Enter, Control or ⌘ with Enter, or none but that (Control or ⌘ with Enter always sends). */
export type SubmitOn = 'enter' | 'mod-enter' | 'none';

interface ComposerActions {
  submitOn: () => SubmitOn;
  send: () => void;
  /** Arrow up, where nothing is written. */
  editLast: () => void;
}

/** What the composer's keys mean. The text itself lives here: it survives every render, failure and stop. */
export class ComposerController implements ReactiveController {
  value = '';

  #field: HTMLTextAreaElement | null | undefined;

  constructor(
    private readonly host: LitElement & { value: string },
    private readonly actions: ComposerActions,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    // Kept, for looking through a long transcript at each update took a sixth of its time.
    if (!this.#field?.isConnected) this.#field = this.host.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea');
    showValue(this.#field, this.value);
  }

  readonly onInput = (event: Event): void => {
    this.host.value = (event.target as HTMLTextAreaElement).value; // what listens further out reads it already
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowUp' && this.value === '') {
      event.preventDefault(); // or the key would move the caret of the field that gets the focus
      this.actions.editLast();
    }
    if (!submits(event, this.actions.submitOn())) return;
    event.preventDefault();
    if (!event.repeat) this.actions.send(); // held since a button gave the focus here
  };
}

/** A binding would compare with what it has set last, not with what has been typed since. */
export function showValue(field: HTMLTextAreaElement | null, value: string): void {
  if (field && field.value !== value) field.value = value;
}

/** Whether a key sends what is written in a field of several lines. */
export function submits(event: KeyboardEvent, submitOn: SubmitOn): boolean {
  if (event.key !== 'Enter' || isComposing(event)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  // A touch keyboard has no Shift+Enter, so there Enter is the only way to break a line.
  return submitOn === 'enter' && !event.shiftKey && !event.altKey && !isTouchOnly();
}

let touchOnly: MediaQueryList | undefined;

export function isTouchOnly(): boolean {
  touchOnly ??= matchMedia('(hover: none) and (pointer: coarse)'); // kept: each update asks
  return touchOnly.matches;
}

/** The keys of an IME. Safari ends the composition before the event of its last key, but still marks that with key code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  const { isComposing: composing, keyCode }: { isComposing: boolean; keyCode: number } = event;
  return composing || keyCode === 229;
}
