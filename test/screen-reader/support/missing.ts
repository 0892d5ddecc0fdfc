/** What a screen reader needs here: programs, and the packages of Debian that bring them. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs by their package. */
const programs: Record<string, string> = {
  orca: 'orca',
  xvfb: 'Xvfb',
  openbox: 'openbox',
  xdotool: 'xdotool',
  'dbus-daemon': 'dbus-daemon',
  'at-spi2-core': '/usr/libexec/at-spi-bus-launcher',
  'firefox-esr': 'firefox-esr',
  chromium: 'chromium',
};

export const packages = Object.keys(programs);

/** What brings them to a Debian; the README says it too. */
export const aptLine = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

const isThere = (program: string): boolean =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((directory) => existsSync(program.startsWith('/') ? program : join(directory, program)));

/** @param browser the package of the browser that is wanted; @returns why nothing can be heard, or false */
export function missing(browser: string): string | false {
  const wanted = Object.entries(programs).filter(([name]) => name === browser || !['firefox-esr', 'chromium'].includes(name));
  const lacking = wanted.filter(([, program]) => !isThere(program)).map(([name]) => name);
  return lacking.length > 0 && `missing: ${lacking.join(', ')}; Debian: ${aptLine}`;
}
