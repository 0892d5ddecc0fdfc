/** The proxies of `demo/proxies/python` themselves, in the servers of Debian's packages. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conforms, type Running } from '../conformance/suite.js';
import { key } from '../conformance/target.js';
import { connects, freePort, recipe } from '../recipes/boot.js';
import { find, lacking, run, temporary } from './programs.js';

const python = find(/^python3$/);

function has(module: string): boolean {
  try {
    execFileSync(python!, ['-c', `import ${module}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The application that README.md shows. */
const shop = `from fastapi import FastAPI
app = FastAPI()
${/```python\n([^]*?)```/.exec(readFileSync(recipe('README.md'), 'utf8'))![1]}`;

/** @param module The text of `shop.py`, where there is one. */
async function start(upstream: string, parameters: (port: string) => string[], module?: string): Promise<Running> {
  const port = await freePort();
  const { folder, remove } = temporary('python');
  if (module !== undefined) writeFileSync(join(folder, 'shop.py'), module);
  const environment = {
    CHAT_UPSTREAM: upstream,
    _8080_API_KEY: key,
    PYTHONPATH: `${recipe('python')}:${folder}`,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const { close } = await run([python!, '-m', ...parameters(String(port))], () => connects(port), environment);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await close();
      remove();
    },
  };
}

const deep = 'Python reads a thousand levels of JSON, and refuses more as no JSON';
const ofPython = {
  '50,000 nested arrays are refused': deep,
  '50,000 nested objects in a field are refused': deep,
  'a tool’s schema that is nested without end is refused': deep,
};

const early =
  'WSGI learns that the visitor is gone when it writes: a wait for the first byte ends with the service’s, or after 30 s';
const path = 'the server of Flask decodes the path and merges its slashes';
const ofFlask = {
  ...ofPython,
  'nothing is at //v1/chat/completions': path,
  'nothing is at /v1/chat%2Fcompletions': path,
  'a visitor who closes the connection before the first byte closes the upstream within a second': early,
  'a visitor who resets the connection before the first byte closes the upstream within a second': early,
};

conforms(
  'demo/proxies/python/asgi.py',
  (upstream) => start(upstream, (port) => ['uvicorn', '--host', '127.0.0.1', '--port', port, '--no-access-log', 'asgi:app']),
  {
    except: ofPython,
    missing: lacking({
      'python3-uvicorn': python !== undefined && has('uvicorn'),
      'python3-httpx': python !== undefined && has('httpx'),
    }),
  },
);

conforms(
  'demo/proxies/python/asgi.py in FastAPI',
  (upstream) =>
    start(upstream, (port) => ['uvicorn', '--host', '127.0.0.1', '--port', port, '--no-access-log', 'shop:app'], shop),
  {
    except: ofPython,
    missing: lacking({
      'python3-uvicorn': python !== undefined && has('uvicorn'),
      'python3-httpx': python !== undefined && has('httpx'),
      'python3-fastapi': python !== undefined && has('fastapi'),
    }),
  },
);

conforms(
  'demo/proxies/python/flask_app.py',
  (upstream) => start(upstream, (port) => ['flask', '--app', 'flask_app', 'run', '--host', '127.0.0.1', '--port', port]),
  { except: ofFlask, missing: lacking({ 'python3-flask': python !== undefined && has('flask') }) },
);
