import { conforms } from '../conformance/suite.js';
import { boot, recipe } from './boot.js';

conforms('demo/proxies/hono.js', (upstream) => boot([process.execPath, recipe('hono.js')], upstream), {
  except: {
    'a second Host': 'Node hands on the first of the two, and its adapter for Hono looks at no other',
  },
});
