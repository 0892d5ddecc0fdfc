/** Of a mark: where pixels of the screen are no whole ones, a piece of it may stay cut off. */
const most = 0.9;

/**
 * The `.approve-button` of a question works once every `.mark` in its text has been in view, whatever had cut them off: the box that
 * scrolls, the transcript, the panel, the window. Until then its hint says why not.
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
      if (button) button.ariaDisabled = String(unseen.size > 0);
      if (hint) hint.hidden = unseen.size === 0;
    },
    { threshold: most },
  );
  for (const mark of unseen) observer.observe(mark);
}
