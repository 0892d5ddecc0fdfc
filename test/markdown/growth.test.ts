/** The measure by which `pathological.test.ts` judges. */
import { expect } from '@open-wc/testing';
import { growth, steepest } from './support/growth.js';
import { random } from './support/pieces.js';

/** A clock for work of which 1 takes `whole` milliseconds, on a machine on which every other run takes up to `load` times as long. */
function machine(whole: (size: number) => number, load: number): { time: (size: number) => number; longest: () => number } {
  const next = random(1);
  let longest = 0;
  const time = (size: number): number => {
    longest = Math.max(longest, whole(size));
    return whole(size) * (next() < 0.5 ? 1 : 1 + next() * (load - 1));
  };
  return { time, longest: () => longest };
}

const work: Record<string, (size: number) => number> = {
  linear: (size) => 1500 * size,
  'n log n': (size) => 1500 * size * Math.log2(2 + 1e6 * size),
  quadratic: (size) => 40_000 * size ** 2,
  'linear, and quadratic once it is long': (size) => 1000 * size + 8000 * size ** 2,
  cubic: (size) => 100_000 * size ** 3,
};

describe('the growth of time', () => {
  for (const load of [1, 4, 8]) {
    for (const name of ['linear', 'n log n']) {
      it(`that is ${name} passes where others make every other run up to ${load} times as long`, () => {
        expect(growth(machine(work[name]!, load).time)).to.be.at.most(steepest);
      });
    }
    for (const name of ['quadratic', 'linear, and quadratic once it is long', 'cubic']) {
      it(`that is ${name} fails where others make every other run up to ${load} times as long`, () => {
        expect(growth(machine(work[name]!, load).time)).to.be.greaterThan(steepest);
      });
    }
  }

  it('that is quadratic is found out before the page freezes', () => {
    const { time, longest } = machine((size) => 1_000_000 * size ** 2, 1);
    growth(time);
    expect(longest()).to.be.at.most(4000);
  });

  it('is not asked of what takes no time', () => {
    expect(growth((size) => 40 * size ** 2)).to.be.at.most(steepest);
  });
});
