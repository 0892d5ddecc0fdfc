import type { ReactiveControllerHost } from 'lit';

/** What the composer's keys mean. The text itself lives here: it survives every render, failure and stop. */
export class ComposerController {
  value = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly actions: { send: () => void; stop: () => void },
  ) {}

  readonly onInput = (event: Event): void => {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.host.requestUpdate();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    // Seen from the page the event comes from <chat-8080>, no text field; its hotkeys would take each letter for a command.
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === 'Escape') this.actions.stop();
    if (event.key !== 'Enter') return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.actions.send();
      return;
    }
    // A touch keyboard has no Shift+Enter, so there Enter is the only way to break a line.
    if (event.shiftKey || event.altKey || matchMedia('(hover: none) and (pointer: coarse)').matches) return;
    event.preventDefault();
    this.actions.send();
  };

  readonly keepFromPage = (event: KeyboardEvent): void => {
    event.stopPropagation();
  };
}

/** The keys of an IME. Safari ends the composition before the event of its last key, but still marks that with key code 229. */
function isComposing(event: KeyboardEvent): boolean {
  const { isComposing: composing, keyCode }: { isComposing: boolean; keyCode: number } = event;
  return composing || keyCode === 229;
}
