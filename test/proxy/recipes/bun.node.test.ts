import { conforms, cannotRun } from '../conformance/suite.js';
import { boot, recipe } from './boot.js';
import { findRuntime } from './runtimes.js';

const bun = findRuntime('bun');
if (bun === undefined) cannotRun('demo/proxies/bun.js', 'npm brought no Bun for this machine');
else conforms('demo/proxies/bun.js', (upstream) => boot(bun, [recipe('bun.js')], upstream));
