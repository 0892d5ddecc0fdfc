/** What is near the view: code that nobody scrolls to costs nothing. */

/** A view further, in the page and in what scrolls within it: colours are there before the code is. */
export const margins: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: '100%', scrollMargin: '100%' };

const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Resolves when the element comes near the view; never, if it does not. */
export function whenNear(element: Element): Promise<void> {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer?.unobserve(target);
      waiting.get(target)?.();
    }
  }, margins);
  observer.observe(element);
  return new Promise((resolve) => waiting.set(element, resolve));
}
