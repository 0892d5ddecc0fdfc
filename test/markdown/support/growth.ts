/**
 * How time grows when the size of an input doubles. A clock alone cannot tell a slow parser from a busy machine: what the machine does besides
 * makes every size slower, and the ratio of two stays. Linear time doubles, quadratic time is four times as long.
 */

/**
 * Between the 2 of linear and the 4 of quadratic time, nearer to the 4: collecting the garbage of millions of pieces makes linear time look like
 * up to 3 on one busy core (seen in Chromium 143 with a delimiter row of six megabytes).
 */
export const steepest = 3.3;

/**
 * A quarter that takes less than this is not compared: it may fit between two turns of other processes, and what is longer cannot. Nothing is
 * missed, for quadratic time would make at most sixteen times as much of it.
 */
const shortestMs = 20;
/** What looks too steep is measured so often: what else runs on the machine can only make a run slower, so the best of each size counts. */
const mostTries = 12;

/**
 * Doubles the size from 1/64 to 1 and compares each with its quarter: noise then weighs half as much as between neighbours. Stops where the time
 * has grown too much, so an input that would freeze its page is found out long before it does.
 * @param time Milliseconds that an input of this size takes.
 * @returns The growth for each doubling, of the last size that was tried: over {@link steepest} if it is too much.
 */
export function growth(time: (size: number) => number): number {
  const best = new Map<number, number>();
  const measure = (size: number): number => {
    const least = Math.min(best.get(size) ?? Infinity, time(size));
    best.set(size, least);
    return least;
  };
  let found = 0;
  for (let size = 1 / 64; size <= 1; size *= 2) {
    let whole = measure(size);
    const before = best.get(size / 4) ?? 0;
    if (before < shortestMs) continue;
    found = Math.sqrt(whole / before);
    for (let tries = 1; found > steepest && tries < mostTries; tries++) {
      const quarter = measure(size / 4);
      whole = measure(size);
      found = Math.sqrt(whole / quarter);
    }
    if (found > steepest) break;
  }
  return found;
}
