// Runs test files in a real Chromium through web-test-runner and counts what passed.
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import {
  defaultReporter,
  startTestRunner,
  type TestRunnerConfig,
  type TestRunnerPlugin,
  type TestSuiteResult,
} from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { launchOptions } from './chromium.js';
import { startServers } from './servers.js';
import type { Totals } from './run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function runInBrowser(files: string[]): Promise<Totals> {
  const servers = await startServers();
  // Tests read the servers' addresses with `import { servers } from 'virtual:servers'`.
  const virtualServers: TestRunnerPlugin = {
    name: 'servers',
    resolveImport: ({ source }) => (source === 'virtual:servers' ? '/__servers.js' : undefined),
    serve: ({ path }) =>
      path === '/__servers.js' ? { body: `export const servers = ${JSON.stringify(servers.urls)};`, type: 'js' } : undefined,
  };
  const config: TestRunnerConfig = {
    files,
    rootDir: root,
    nodeResolve: { exportConditions: ['development'] },
    plugins: [virtualServers, esbuildPlugin({ ts: true, tsconfig: `${root}/tsconfig.json` })],
    browsers: [chromeLauncher({ launchOptions: await launchOptions() })],
    concurrency: 2,
    // Lit says once a page that it runs in development mode.
    filterBrowserLogs: ({ args }) =>
      !args.some((argument) => typeof argument === 'string' && argument.includes('lit.dev/msg/dev-mode')),
    testFramework: { config: { timeout: '10000' } },
    reporters: [defaultReporter()],
  };
  const runner = await startTestRunner({ config, readCliArgs: false, readFileConfig: false, autoExitProcess: false });
  if (!runner) return { passed: 0, failed: 1, skipped: 0 }; // it has said why
  await new Promise((resolve) => runner.on('stopped', resolve));

  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const count = (suite: TestSuiteResult): void => {
    for (const test of suite.tests) totals[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
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
