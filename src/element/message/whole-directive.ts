import { noChange, type ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Of an end: where pixels of the screen are no whole ones, a piece of it may stay cut off. */
const most = 0.9;

/**
 * `<div ${whole()}>`: its `.approve-button` works once both ends of its text (`.edge`) have been in view, whatever had cut them off: the box
 * that scrolls, the transcript, the panel, the window. Until then its hint says why not.
 */
class WholeDirective extends Directive {
  #observer: IntersectionObserver | undefined;

  render(): unknown {
    return noChange;
  }

  override update({ element }: ElementPart): unknown {
    if (this.#observer) return noChange;
    const unseen = new Set(element.querySelectorAll('.edge'));
    const [button] = element.getElementsByClassName('approve-button');
    const [hint] = element.getElementsByClassName('tool-hint') as HTMLCollectionOf<HTMLElement>;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) if (intersectionRatio >= most) unseen.delete(target);
        if (button) button.ariaDisabled = String(unseen.size > 0);
        if (hint) hint.hidden = unseen.size === 0;
        if (unseen.size === 0) observer.disconnect();
      },
      { threshold: most },
    );
    for (const edge of unseen) observer.observe(edge);
    this.#observer = observer;
    return noChange;
  }
}

export const whole = directive(WholeDirective);
