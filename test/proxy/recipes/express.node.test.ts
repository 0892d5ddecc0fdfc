import { conforms } from '../conformance/suite.js';
import { boot, recipe } from './boot.js';

conforms('demo/proxies/express.js', (upstream) => boot([process.execPath, recipe('express.js')], upstream));
