/** The repairs of links. */
import type { Repair } from './repair.js';

export const links: readonly Repair[] = [];
