import { conforms } from '../conformance/suite.js';
import { boot, recipe } from './boot.js';

conforms('demo/proxies/node.js', (upstream) => boot([process.execPath, recipe('node.js')], upstream));
