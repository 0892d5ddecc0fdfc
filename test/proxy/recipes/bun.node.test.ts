import { conformsIn } from '../runtimes/runtimes.js';
import { boot, recipe } from './boot.js';

conformsIn('Bun', (bun, upstream) => boot([bun, recipe('bun.js')], upstream), {
  'a second Host': 'Bun hands on the first of the two and drops the other',
});
