/**
 * Which Chromium the tests run in: CHROME_PATH, else (Linux x64) the one that npm brought, with its own libraries and fonts,
 * else one installed on this machine, else an error that says what to install.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';

const { env, platform, arch } = process;

export interface FoundChromium {
  path: string;
  /** Environment variables that this Chromium needs beside the process's own. */
  env: Record<string, string>;
  from: 'CHROME_PATH' | '@sparticuz/chromium' | 'installed';
}

function installedChromium(): string | undefined {
  const windowsRoots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined);
  const macRoots = ['/Applications', join(homedir(), 'Applications')];
  const candidates: Partial<Record<NodeJS.Platform, string[]>> = {
    linux: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable'].flatMap((name) =>
      ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((directory) => join(directory, name)),
    ),
    darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Google Chrome for Testing'].flatMap((name) =>
      macRoots.map((directory) => join(directory, `${name}.app/Contents/MacOS/${name}`)),
    ),
    win32: windowsRoots.flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  };
  return candidates[platform]?.find((path) => existsSync(path));
}

/** Unpacks npm's Chromium (191 MB, once) into node_modules/.cache. */
async function npmChromium(): Promise<FoundChromium> {
  const directory = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
  mkdirSync(directory, { recursive: true });
  const before = { ...env };
  env['TMPDIR'] = directory; // the package unpacks into os.tmpdir()
  env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'; // makes it unpack libnss3, libnspr4 and libexpat too
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    // Its own fonts.conf names /tmp/fonts; without any font Chromium's pages crash.
    writeFileSync(
      join(directory, 'fonts/fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${directory}/fonts</dir><cachedir>${directory}/fonts-cache</cachedir></fontconfig>`,
    );
    return {
      path,
      env: { LD_LIBRARY_PATH: join(directory, 'al2023/lib'), FONTCONFIG_PATH: join(directory, 'fonts') },
      from: '@sparticuz/chromium',
    };
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) Reflect.deleteProperty(env, name);
      else env[name] = before[name];
    }
  }
}

export async function findChromium(): Promise<FoundChromium> {
  if (env['CHROME_PATH']) {
    if (!existsSync(env['CHROME_PATH'])) throw new Error(`CHROME_PATH names ${env['CHROME_PATH']}, and there is no such file.`);
    return { path: env['CHROME_PATH'], env: {}, from: 'CHROME_PATH' };
  }
  if (platform === 'linux' && arch === 'x64') {
    try {
      return await npmChromium();
    } catch (error) {
      console.warn(`npm's Chromium cannot be used (${String(error)}); looking for an installed one.`);
    }
  }
  const path = installedChromium();
  if (path !== undefined) return { path, env: {}, from: 'installed' };
  throw new Error(
    'No Chrome, Chromium or Edge was found. Install one (Debian: apt-get install chromium; any system: ' +
      'npx @puppeteer/browsers install chrome@stable, then set CHROME_PATH to the path it prints).',
  );
}

export const chromiumArguments = [
  '--no-sandbox', // Chromium refuses to start as root (containers, CI) with it
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-default-apps',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** Launch options for Puppeteer, and for web-test-runner's chromeLauncher, which hands them on to it. */
export async function launchOptions() {
  const found = await findChromium();
  return {
    executablePath: found.path,
    headless: 'shell' as const,
    args: chromiumArguments,
    env: { ...process.env, ...found.env } as Record<string, string>,
  };
}

/** A browser for tests that need a whole page of their own; the caller closes it. */
export async function openBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return puppeteer.launch({ ...(await launchOptions()), ...options });
}
