import type { ReactiveControllerHost } from 'lit';

/** What the composer's keys mean. The text itself lives here: it survives every render, failure and stop. */
export class ComposerController {
  value = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly send: () => void,
  ) {}

  readonly onInput = (event: Event): void => {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.host.requestUpdate();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    // Seen from the page the event comes from <chat-8080>, no text field; its hotkeys would take each letter for a command.
    event.stopPropagation();
    if (event.key !== 'Enter' || isComposing(event)) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.send();
      return;
    }
    // A touch keyboard has no Shift+Enter, so there Enter is the only way to break a line.
    if (event.shiftKey || event.altKey || matchMedia('(hover: none) and (pointer: coarse)').matches) return;
    event.preventDefault();
    this.send();
  };

  readonly keepFromPage = (event: KeyboardEvent): void => {
    event.stopPropagation();
  };
}

/** The Enter that picks an IME's candidate. Safari ends the composition before that key's event, but marks it with key code 229. */
function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only trace that Safari leaves
  return event.isComposing || event.keyCode === 229;
}
