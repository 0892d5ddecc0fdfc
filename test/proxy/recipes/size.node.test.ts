import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { recipe } from './boot.js';

it('no recipe has more than 40 lines, and each is booted by a test', () => {
  // What stands in folders does without our package, and has tests in `servers/`.
  const recipes = readdirSync(recipe('')).filter((name) => /\.(js|conf)$/.test(name));
  assert.ok(recipes.length >= 8);
  const tests = readdirSync(new URL('.', import.meta.url));
  for (const name of recipes) {
    assert.ok(readFileSync(recipe(name), 'utf8').trimEnd().split('\n').length <= 40, `${name} is too long`);
    assert.ok(tests.includes(`${name.replace(/\.\w+$/, '')}.node.test.ts`), `${name} has no test`);
  }
});

it('whoever uses the widget alone installs nothing for the proxy, and the built proxy imports nothing but Node', () => {
  const project = recipe('../../');
  const { dependencies } = JSON.parse(readFileSync(`${project}package.json`, 'utf8')) as { dependencies: Record<string, string> };
  for (const name of ['express', 'hono', '@hono/node-server', 'http-proxy-middleware', 'rate-limiter-flexible', 'ioredis']) {
    assert.ok(!(name in dependencies), name);
  }
  for (const file of ['proxy.js', 'proxy-node.js']) {
    const code = readFileSync(`${project}dist/${file}`, 'utf8');
    const imported = [...code.matchAll(/\b(?:from|import)\s*\(?["']([^"']+)["']/g)].map(([, name]) => name);
    assert.deepEqual(
      imported.filter((name) => !name?.startsWith('node:')),
      [],
      file,
    );
  }
});
