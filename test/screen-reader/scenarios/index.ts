/** What a visitor does and hears, in the order in which it is run. */
import { actions } from './actions.js';
import { errors } from './errors.js';
import { opening } from './opening.js';
import { reading } from './reading.js';
import { replies } from './replies.js';
import type { Scenario } from './scenario.js';
import { toolScenarios } from './tools.js';

export const scenarios: Scenario[] = [...replies, ...errors, ...toolScenarios, ...actions, ...opening, ...reading];
