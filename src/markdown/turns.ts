/** What is done of a reply once its part has been loaded, formula by formula and code by code, takes turns, so that it makes no long task. */

/**
 * Of each task. What a turn is used for may take as long again. Where the page needs long between two turns, to lay out what they did, they
 * are longer: 10,000 formulas in one paragraph would be laid out anew after each few.
 */
const leastMs = 8;
const mostMs = 40;
let until = 0;
let last: Promise<void> = Promise.resolve();

/** Resolves, one caller after the other, when there is time. */
export function turn(): Promise<void> {
  return (last = last.then(() =>
    performance.now() < until
      ? undefined
      : new Promise((resolve) => {
          const before = performance.now();
          setTimeout(() => {
            const now = performance.now();
            until = now + Math.min(mostMs, Math.max(leastMs, now - before));
            resolve();
          });
        }),
  ));
}
