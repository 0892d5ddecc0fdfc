/** The repairs of blocks. */
import type { Repair } from './repair.js';

export const blocks: readonly Repair[] = [];
