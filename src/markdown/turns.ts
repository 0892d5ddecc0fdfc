/** What is done of a reply once its part has been loaded, formula by formula and code by code, takes turns, so that it makes no long task. */

/** Of each task. What a turn is used for may take as long again. */
const budgetMs = 8;
let until = 0;
let last: Promise<void> = Promise.resolve();

/** Resolves, one caller after the other, when there is time. */
export function turn(): Promise<void> {
  return (last = last.then(() =>
    performance.now() < until
      ? undefined
      : new Promise((resolve) =>
          setTimeout(() => {
            until = performance.now() + budgetMs;
            resolve();
          }),
        ),
  ));
}
