/** The documentation's tables of browsers. */
import { spares } from './features.js';
import { browsers, byVersion, firstVersion, floorOf, type Browser } from './floor.js';
import { usedFeatures } from './used.js';

/** What a reader knows a feature by. */
const names: Record<string, string> = {
  'css.types.color.color-mix': '`color-mix()`',
  'css.types.color.oklch': '`oklch()`',
  'javascript.regular_expressions.lookbehind_assertion': 'lookbehind in regular expressions',
  'api.HTMLElement.attachInternals': '`attachInternals()`',
  'api.ShadowRoot.adoptedStyleSheets': '`adoptedStyleSheets`',
};

const all = Object.keys(browsers) as Browser[];

export function floorTable(): string {
  const used = usedFeatures();
  const rows = all.map((browser) => {
    const { version, date, setBy } = floorOf(used, browser);
    const features = setBy.filter((path) => path in names).map((path) => names[path]);
    if (features.length === 0)
      throw new Error(`tables.ts has no name for ${setBy.join(', ')}, which ${browser} has since ${version}.`);
    return `| ${browsers[browser]} | ${version} | ${monthOf(date)} | ${features.join(', ')} |`;
  });
  return ['| browser | oldest version | of | because it is the first with |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

export function sparesTable(): string {
  const columns = { chrome: 'Chrome, Edge', firefox: 'Firefox', safari: 'Safari' } as const;
  const rows = spares.map(({ name, paths, without }) => {
    const versions = (Object.keys(columns) as (keyof typeof columns)[]).map((browser) => {
      const each = paths.map((path) => firstVersion(path, browser));
      return each.includes(undefined) ? 'not yet' : (each as string[]).toSorted(byVersion).at(-1);
    });
    return `| ${[name, ...versions, without].join(' | ')} |`;
  });
  const head = ['feature', ...Object.values(columns), 'without it'].join(' | ');
  return [`| ${head} |`, '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

const monthOf = (date: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(date));
