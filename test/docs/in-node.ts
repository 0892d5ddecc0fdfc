/** Snippets in Node, as a file in an application of its own would be; and a service that answers them. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createStandIn } from '../../demo/stand-in/stand-in.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen, type Listening } from '../support/listen.js';

export interface Asked {
  authorization: string | null;
  body: string;
}

/** @returns what `use` has returned, and what the service was asked meanwhile */
export async function withService<Result>(use: (service: Listening) => Promise<Result>): Promise<[Result, Asked[]]> {
  const standIn = createStandIn();
  const asked: Asked[] = [];
  const answer = async (request: Request): Promise<Response> => {
    const body = await request.text();
    asked.push({ authorization: request.headers.get('authorization'), body });
    return standIn(new Request(request.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
  };
  const service = await listen(createServer(toNodeListener(answer)));
  try {
    return [await use(service), asked];
  } finally {
    await service.close();
  }
}

/** The package is found by its own name. @returns what the code prints */
export async function runInNode(code: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    timeout: 60_000,
  });
  return stdout;
}
