/**
 * Offers the rest of a turn's question where it is cut. To be called when the turn has changed its size; the button lies over the text, so
 * that it changes none itself.
 */
export function offerMore(turn: Element): void {
  for (const button of turn.firstElementChild?.querySelectorAll<HTMLElement>('.more-button') ?? []) {
    const text = button.previousElementSibling;
    if (!text || button.getAttribute('aria-expanded') === 'true') continue;
    const isCut = text.scrollHeight > text.clientHeight + 1;
    text.classList.toggle('cut', isCut);
    if (button.hidden === isCut) button.hidden = !isCut;
  }
}
