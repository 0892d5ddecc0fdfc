/** Runs test files in a real browser through web-test-runner, counts what passed, and names what was skipped. */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import {
  defaultReporter,
  startTestRunner,
  type TestRunnerConfig,
  type TestRunnerPlugin,
  type TestSuiteResult,
} from '@web/test-runner';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import type { RunningBrowser, TestBrowser } from './browsers.js';
import { startServers } from './servers.js';
import type { Totals } from './totals.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Modules that tests import as `virtual:NAME`: what only the run knows. */
function virtualModules(modules: Record<string, string>): TestRunnerPlugin {
  return {
    name: 'virtual-modules',
    resolveImport: ({ source }) => (source.startsWith('virtual:') ? `/__${source.slice('virtual:'.length)}.js` : undefined),
    serve: ({ path }) => {
      const body = modules[path.replace(/^\/__|\.js$/g, '')];
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
}

export async function runInBrowser(files: string[], browser: TestBrowser): Promise<Totals> {
  const servers = await startServers();
  const running: RunningBrowser = { name: browser.name, lacks: browser.lacks };
  const config: TestRunnerConfig = {
    files,
    rootDir: root,
    nodeResolve: { exportConditions: ['development'] },
    plugins: [
      virtualModules({
        servers: `export const servers = ${JSON.stringify(servers.urls)};`,
        browser: `export const browser = ${JSON.stringify(running)};`,
      }),
      a11ySnapshotPlugin(), // the one command that is not there by itself
      esbuildPlugin({ ts: true, tsconfig: `${root}/tsconfig.json` }),
    ],
    browsers: [await browser.launcher()],
    concurrency: 2,
    // Lit says once a page that it runs in development mode.
    filterBrowserLogs: ({ args }) =>
      !args.some((argument) => typeof argument === 'string' && argument.includes('lit.dev/msg/dev-mode')),
    testsFinishTimeout: 300_000, // a file; on a busy machine WebKitGTK takes more than the usual two minutes
    testFramework: { config: { timeout: '10000' } },
    reporters: [defaultReporter()],
  };
  const runner = await startTestRunner({ config, readCliArgs: false, readFileConfig: false, autoExitProcess: false });
  if (!runner) return { passed: 0, failed: 1, skipped: 0 }; // it has said why
  await new Promise((resolve) => runner.on('stopped', resolve));

  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const count = (suite: TestSuiteResult): void => {
    for (const test of suite.tests) {
      totals[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
      if (test.skipped) console.log(`skipped in ${browser.name}: ${test.name}`);
    }
    suite.suites.forEach(count);
  };
  for (const session of runner.sessions.all()) {
    if (session.testResults) count(session.testResults);
    // A file that does not load, or throws outside a test, has no failed test to count.
    if (!session.passed && !hasFailedTest(session.testResults)) totals.failed++;
  }
  await servers.close();
  return totals;
}

function hasFailedTest(suite: TestSuiteResult | undefined): boolean {
  return suite !== undefined && (suite.tests.some((test) => !test.passed && !test.skipped) || suite.suites.some(hasFailedTest));
}
