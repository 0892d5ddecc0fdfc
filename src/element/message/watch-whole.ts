/** Of a mark: where pixels of the screen are no whole ones, a piece of it may stay cut off. */
const most = 0.9;
/** From then on until it can be allowed: a click that was meant for something else is over by then. */
const pauseMs = 500;

/**
 * The `.approve-button` of a question works once every `.mark` in its text has been in view, whatever had cut them off: the box that
 * scrolls, the transcript, the panel, the window. Until then its hint says why not. Nor does it work at once: the server picks the moment of
 * its question.
 */
export function watchWhole(question: Element): void {
  const unseen = new Set(question.getElementsByClassName('mark'));
  const [button] = question.getElementsByClassName('approve-button');
  const [hint] = question.getElementsByClassName('tool-hint') as HTMLCollectionOf<HTMLElement>;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        if (intersectionRatio < most) continue;
        unseen.delete(target);
        observer.unobserve(target);
      }
      const isWhole = unseen.size === 0;
      if (hint) hint.hidden = isWhole;
      // What is hidden describes a button all the same.
      if (isWhole) button?.setAttribute('aria-describedby', question.getAttribute('aria-labelledby') ?? '');
      if (button && isWhole) setTimeout(() => button.setAttribute('aria-disabled', 'false'), pauseMs);
    },
    { threshold: most },
  );
  for (const mark of unseen) observer.observe(mark);
}
