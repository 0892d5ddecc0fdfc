import { html, nothing } from 'lit';
import type { ChatMessage } from '../../conversation/index.js';
import { isComposing } from '../composer/keyboard.js';
import { button } from './button.js';
import type { Given } from './extras-host.js';
import { link } from './link.js';

const mostReasons = 5;
const longestComment = 2000;

/** Asks what was wrong with a reply that was rated as bad. The rating itself has been told: who closes this loses nothing. */
export class FeedbackForm {
  readonly #given: Given;
  readonly #changed: () => void;
  /** Id of the message whose form is not drawn yet. */
  #coming: string | undefined;
  /** Ids of messages, and what has become of their forms. */
  readonly #done = new Map<string, 'sent' | 'closed'>();

  /** @param changed is called when it has to be drawn anew */
  constructor(given: Given, changed: () => void) {
    this.#given = given;
    this.#changed = changed;
  }

  render(message: ChatMessage, rating: 'good' | 'bad' | undefined): unknown {
    if (rating !== 'bad') {
      this.#done.delete(message.id); // rated as bad once more it is asked again
      return nothing;
    }
    const { host, services } = this.#given;
    const { strings } = services.locale;
    const contact = link(this.#given, { url: host.contact, part: 'contact-link', text: strings.contact });
    const reasons = this.#reasons;
    const done = this.#done.get(message.id);
    if (!reasons || done) {
      const thanks = done === 'sent' ? strings.feedbackSent : nothing;
      return html`<p class="rated" part="feedback" tabindex="-1">${thanks} ${contact}</p>`;
    }
    const id = `feedback-${message.id}`;
    if (!host.renderRoot.querySelector(`[id="${CSS.escape(id)}"]`)) this.#coming = id;
    return html`<form
      class="rated feedback"
      part="feedback"
      aria-labelledby=${id}
      @submit=${(event: SubmitEvent) => this.#onSubmit(event, message)}
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, message)}
    >
      <fieldset>
        <legend id=${id}>${strings.whatWasWrong}</legend>
        ${reasons.map((reason) => html`<label><input type="checkbox" name="reason" value=${reason} /><bdi>${reason}</bdi></label>`)}
      </fieldset>
      <textarea
        name="comment"
        rows="2"
        maxlength=${longestComment}
        aria-label=${strings.comment}
        placeholder=${strings.comment}
      ></textarea>
      <div class="buttons">
        <button class="small-button" part="feedback-button" type="submit">${strings.sendFeedback}</button>
        ${button(strings.dismiss, 'feedback-cancel-button', () => this.#end(message, 'closed'))} ${contact}
      </div>
    </form>`;
  }

  /** What has come below the view is shown. */
  updated(): void {
    const { host, services } = this.#given;
    const form = this.#coming && host.renderRoot.querySelector(`[id="${CSS.escape(this.#coming)}"]`)?.closest('form');
    this.#coming = undefined;
    if (!form) return;
    form.scrollIntoView({ block: 'nearest' });
    void host.updateComplete.then(() => services.transcript()?.announcements.say((strings) => strings.whatWasWrong));
  }

  /** @returns undefined where the page asks for none */
  get #reasons(): readonly string[] | undefined {
    const { host, services } = this.#given;
    const given = host.feedbackReasons ?? undefined;
    if (given === undefined) return undefined;
    const reasons = (Array.isArray(given) ? given : String(given).split('|'))
      .map((reason) => String(reason).trim())
      .filter(Boolean);
    return (reasons.length > 0 ? reasons : services.locale.strings.feedbackReasons).slice(0, mostReasons);
  }

  #onSubmit(event: SubmitEvent, message: ChatMessage): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const reasons = data.getAll('reason').map(String);
    const comment = (data.get('comment') as string).trim();
    if (reasons.length > 0 || comment) {
      this.#given.services.emit('chat-feedback', { message, value: 'bad', reasons, comment });
      this.#given.services.transcript()?.announcements.say((strings) => strings.feedbackSent);
      this.#end(message, 'sent');
    } else this.#end(message, 'closed');
  }

  #onKeydown(event: KeyboardEvent, message: ChatMessage): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    this.#end(message, 'closed');
  }

  /** The focus goes back to the button that has brought the form. */
  #end(message: ChatMessage, how: 'sent' | 'closed'): void {
    this.#done.set(message.id, how);
    this.#given.services.focus.next = `[id="${CSS.escape(message.id)}"] .bad-button`;
    this.#changed();
  }
}
