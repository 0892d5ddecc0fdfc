/** The proxy of `demo/proxies/go` itself, built by Debian's Go. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { conforms, type Running } from '../conformance/suite.js';
import { key } from '../conformance/target.js';
import { connects, freePort, recipe } from '../recipes/boot.js';
import { find, lacking, run, temporary } from './programs.js';

const go = find(/^go$/);

async function start(upstream: string): Promise<Running> {
  const { folder, remove } = temporary('go');
  const program = join(folder, 'chat-proxy');
  const caches = { GOPATH: join(folder, 'go'), GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' };
  execFileSync(go!, ['build', '-o', program, '.'], { cwd: recipe('go'), env: { ...process.env, ...caches } });
  const port = await freePort();
  const environment = { PORT: String(port), CHAT_UPSTREAM: upstream, _8080_API_KEY: key };
  const { close } = await run([program], () => connects(port), environment);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await close();
      remove();
    },
  };
}

const deep = 'Go reads 10,000 levels of JSON, and refuses more as no JSON';
conforms('demo/proxies/go', start, {
  except: {
    '50,000 nested arrays are refused': deep,
    '50,000 nested objects in a field are refused': deep,
    'a tool’s schema that is nested without end is refused': 'tools are refused without being read',
    'half a surrogate pair arrives as it was': 'Go makes the replacement character of it',
  },
  missing: lacking({ 'golang-go': go !== undefined }),
});
