/** One suite for every way to run the proxy. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bodyCases } from './bodies.js';
import { headCases } from './heads.js';
import { startRecorder } from './recorder.js';
import { smugglingCases } from './smuggling.js';
import { shareCases } from './shares.js';
import { streamCases } from './streams.js';
import type { Target } from './target.js';
import { upstreamCases } from './upstreams.js';

const groups = {
  'methods, paths, types and origins': headCases,
  'bodies, fields and caps': bodyCases,
  'what the upstream does': upstreamCases,
  'streams and leaving': streamCases,
  'request smuggling': smugglingCases,
  'shares of visitors': shareCases,
};

export interface Running {
  /** Origin without a trailing slash. */
  url: string;
  /** Of the pages that ask. Default: the same as `url`. */
  origin?: string;
  close: () => Promise<void>;
}

export interface Exceptions {
  /** Names of cases that the runtime decides before our code is asked, each with the reason. */
  except?: Record<string, string>;
  /** Why it cannot be run here. */
  missing?: string | false;
}

/** @param start Runs the proxy against this upstream, with the key and the options that all recipes share. */
export function conforms(
  name: string,
  start: (upstream: string) => Promise<Running>,
  { except = {}, missing = false }: Exceptions = {},
): void {
  describe(`${name} conforms`, { skip: missing }, () => {
    let running: Running | undefined;
    let target: Target;
    before(async () => {
      const recorder = await startRecorder();
      running = await start(recorder.url);
      target = { url: running.url, origin: running.origin ?? running.url, recorder };
    });
    after(async () => {
      await running?.close();
      await target.recorder.close();
    });
    for (const [group, cases] of Object.entries(groups)) {
      describe(group, () => {
        for (const { name: question, check } of cases) it(question, { skip: except[question] ?? false }, () => check(target));
      });
    }
    it('knows every exception that was made for it', () => {
      const names = new Set(Object.values(groups).flatMap((cases) => cases.map((each) => each.name)));
      assert.deepEqual(
        Object.keys(except).filter((each) => !names.has(each)),
        [],
      );
    });
  });
}
