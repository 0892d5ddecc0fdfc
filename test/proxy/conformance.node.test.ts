import { createServer } from 'node:http';
import { createChatProxy } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { conforms } from './conformance/suite.js';
import { instructions, key, site } from './conformance/target.js';

conforms('the proxy on Node', (upstream) =>
  listen(
    createServer(
      toNodeListener(
        createChatProxy({
          key,
          upstream,
          origins: ['same-origin', site],
          instructions,
          trustedProxies: 1,
          limits: { visitor: { requests: 1_000, tokens: 500_000 } },
        }),
      ),
    ),
  ),
);
