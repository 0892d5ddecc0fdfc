/** The repairs of formulas. */
import type { Repair } from './repair.js';

export const formulas: readonly Repair[] = [];
