import { replies } from './replies.js';
import type { Scenario } from './scenario.js';

export const scenarios: Scenario[] = [...replies];
