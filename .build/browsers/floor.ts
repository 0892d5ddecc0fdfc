/** The oldest browsers that the chat works in: for each the version that has every feature that is needed. */
import bcd from '@mdn/browser-compat-data/forLegacyNode';
import type { BrowserName, SimpleSupportStatement } from '@mdn/browser-compat-data/types';
import { spares, spareSilently } from './features.js';
import { featureAt, type Used } from './used.js';

export const browsers = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari on macOS',
  safari_ios: 'Safari on iOS, and every browser there',
  webview_android: 'Android WebView',
} as const satisfies Partial<Record<BrowserName, string>>;

export type Browser = keyof typeof browsers;

export interface Floor {
  version: string;
  /** When that version came. */
  date: string;
  /** The paths of the features that came with it. */
  setBy: string[];
}

/**
 * What the data call partial is taken for the feature: they mean corners that nothing here comes to.
 * @returns the first version that has a feature, by its own name, and for good; undefined: none
 */
export function firstVersion(path: string, browser: Browser): string | undefined {
  const statement = featureAt(path)?.support[browser];
  if (!statement) throw new Error(`${path} says nothing of ${browser}.`);
  const versions = [statement]
    .flat()
    .filter((each): each is SimpleSupportStatement & { version_added: string } => {
      const { version_added: added, version_removed: removed, flags, prefix, alternative_name: other } = each;
      return typeof added === 'string' && added !== 'preview' && !removed && !flags && !prefix && !other;
    })
    .map((each) => each.version_added.replace('≤', ''));
  return versions.toSorted(byVersion)[0];
}

export const byVersion = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

/** Those that the chat does without. */
export const spare: ReadonlySet<string> = new Set([...spares.flatMap(({ paths }) => paths), ...spareSilently]);

export function floorOf(used: Used, browser: Browser): Floor {
  const needed = [...used.keys()].filter((path) => !spare.has(path));
  const versions = needed.map((path) => {
    const version = firstVersion(path, browser);
    if (version === undefined) {
      throw new Error(
        `${browsers[browser]} has no ${path} (${[...(used.get(path) ?? [])].join(', ')}): .build/browsers/features.ts is to say how the chat does without.`,
      );
    }
    return { path, version };
  });
  const version =
    versions
      .map((each) => each.version)
      .toSorted(byVersion)
      .at(-1) ?? '';
  const setBy = versions.filter((each) => each.version === version).map(({ path }) => path);
  return { version, date: dateOf(browser, version), setBy };
}

/** When a version of a browser came: YYYY-MM-DD. */
function dateOf(browser: Browser, version: string): string {
  return bcd.browsers[browser].releases[version]?.release_date ?? '';
}
