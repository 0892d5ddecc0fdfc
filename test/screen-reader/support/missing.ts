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

/** What brings them to a Debian; `.ci/run` and the README say it too. */
export const aptLine = `apt-get install -y --no-install-recommends ${Object.keys(programs).join(' ')}`;

const isThere = (program: string): boolean =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((directory) => existsSync(program.startsWith('/') ? program : join(directory, program)));

/** @param browser the package of the browser that is wanted; @returns why nothing can be heard, or false */
export function missing(browser: string): string | false {
  const wanted = Object.entries(programs).filter(([name]) => name === browser || !['firefox-esr', 'chromium'].includes(name));
  const lacking = wanted.filter(([, program]) => !isThere(program)).map(([, program]) => `no ${program}`);
  return lacking.length > 0 && `${lacking.join(', ')}; Debian: ${aptLine}`;
}
