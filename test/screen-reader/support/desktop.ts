/** A desktop that nobody sees, with a screen reader that nobody hears: an X server, a bus and an Orca of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pause, type Journal } from './journal.js';

export interface Desktop {
  /** Of everything that runs on it. */
  env: Record<string, string>;
  /** A folder that is gone afterwards. */
  home: string;
  /** @returns what it writes to its file descriptor 3 */
  start: (command: string, ...args: string[]) => Readable;
  close: () => Promise<void>;
}

/** What Orca needs of the environment, and nothing of who runs the tests. */
function environment(home: string): Record<string, string> {
  const { PATH = '' } = process.env;
  return {
    PATH,
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    LC_ALL: 'C.UTF-8',
    LANG: 'C.UTF-8',
    GDK_BACKEND: 'x11',
    MOZ_ENABLE_WAYLAND: '0',
    GNOME_ACCESSIBILITY: '1',
    GSETTINGS_BACKEND: 'memory',
  };
}

/** Starts no service when somebody asks for it: portals and settings of a real desktop change what is said, and mount folders. */
const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

export async function startDesktop(journal: Journal): Promise<Desktop> {
  const home = mkdtempSync(join(tmpdir(), 'heard-'));
  const env = environment(home);
  mkdirSync(env['XDG_RUNTIME_DIR']!, { mode: 0o700 });
  const children: ChildProcess[] = [];
  let closing = false;

  const start = (command: string, ...args: string[]): Readable => {
    // A group of its own: what it has started ends with it. It ends with this process too, however that ends.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    children.push(child);
    let last = '';
    for (const output of [child.stdout, child.stderr])
      output?.on('data', (piece) => (last = `${last}${String(piece)}`.slice(-500)));
    child.on('error', (error) => (journal.trouble ??= `${command} does not start: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (!closing) journal.trouble ??= `${command} has ended (${signal ?? code}): ${last}`;
    });
    return child.stdio[3] as Readable;
  };
  const killAll = (signal: NodeJS.Signals): void => {
    for (const { pid } of children.toReversed()) {
      try {
        if (pid !== undefined) process.kill(-pid, signal);
      } catch {
        // It has ended.
      }
    }
  };

  const close = async (): Promise<void> => {
    closing = true;
    killAll('SIGTERM');
    await pause(500);
    killAll('SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };

  const bus = join(home, 'bus.conf');
  writeFileSync(bus, busConfiguration);

  try {
    const firstLine = async (stream: Readable): Promise<string> => {
      let text = '';
      stream.on('data', (piece) => (text += String(piece)));
      return journal.until(() => /^(.+)\n/.exec(text)?.[1], 'waited for an X server and a bus');
    };
    // Without -noreset it begins anew when its only client has left, and turns away who comes meanwhile.
    const screen = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'];
    env['DISPLAY'] = `:${await firstLine(start('Xvfb', '-displayfd', '3', ...screen))}`;
    env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(
      start('dbus-daemon', `--config-file=${bus}`, '--nofork', '--print-address=3'),
    );
    start('openbox');
    start('/usr/libexec/at-spi-bus-launcher', '--launch-immediately', '--a11y=1', '--screen-reader=1');

    const settings = join(home, 'orca');
    cpSync(fileURLToPath(new URL('../orca', import.meta.url)), settings, { recursive: true });
    const speech = createInterface(start('orca', '-u', settings));
    speech.on('line', (line) => {
      const [kind, text] = JSON.parse(line) as ['say' | 'stop' | 'lost', string];
      journal.add(kind, text);
    });
    await journal.until(() => journal.entries.some(({ text }) => text === 'Screen reader on.'), 'waited for Orca');
    return { env, home, start, close };
  } catch (error) {
    await close();
    throw error;
  }
}
