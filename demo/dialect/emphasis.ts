/** The repairs of emphasis. */
import type { Repair } from './repair.js';

export const emphasis: readonly Repair[] = [];
