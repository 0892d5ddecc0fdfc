/** How many tests of a run passed, failed and were skipped. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

export function sum(all: Totals[]): Totals {
  const add = (key: keyof Totals): number => all.reduce((total, totals) => total + totals[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

export function line({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
