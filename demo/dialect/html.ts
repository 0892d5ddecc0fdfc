/** The repairs of html. */
import type { Repair } from './repair.js';

export const html: readonly Repair[] = [];
