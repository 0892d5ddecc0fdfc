import type { LitElement, ReactiveController } from 'lit';

/** How far below the top of the transcript a message that was just sent comes to stand, in px. */
const offset = 0;

/**
 * Puts the message that was just sent at the top of the transcript, once; from then on the reader alone moves the view. The reply grows
 * into the room that the turn reserves below the message, so the position is reachable before a word of it has come.
 */
export class ScrollController implements ReactiveController {
  #pinned: string | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  /** To be called when a turn begins, before it is rendered. */
  pin(turnId: string): void {
    this.#pinned = turnId;
  }

  hostUpdated(): void {
    if (this.#pinned === undefined) return;
    const transcript = this.host.renderRoot.querySelector('.transcript');
    const turn = transcript?.querySelector<HTMLElement>(`[data-turn="${this.#pinned}"]`);
    if (!transcript || !turn) return;
    this.#pinned = undefined;
    transcript.scrollTop = turn.offsetTop - offset;
  }
}
