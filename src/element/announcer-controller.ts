import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * What a screen reader says of its own accord: a reply once, when it is complete, and an error. The text stands in a polite live region
 * that is in the page from the beginning; a region that comes together with its text is often not read.
 */
export class AnnouncerController implements ReactiveController {
  text = '';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  announce(text: string): void {
    this.text = text;
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.text = '';
  }
}
