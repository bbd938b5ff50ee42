import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium as playwright } from '@playwright/test';

export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  /** For launch options: libraries that a browser from npm brings along. */
  readonly env: Record<string, string>;
}

const NPM_CHROMIUM = '@sparticuz/chromium@153.0.0';
const cache = join(import.meta.dirname, '..', '..', '.cache', 'chromium');
const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const macApplications = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** As root, and in machines without user namespaces, Chromium has no sandbox of its own. */
const quiet = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A real Chromium: `CHROMIUM_PATH`, an installed one, Playwright's own, else one from npm kept under `.cache/`. */
export async function chromium(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? onPath() ?? macApplications.find(existsSync) ?? playwrightsOwn();
  if (installed !== undefined) return { executablePath: installed, args: quiet, env: environment({}) };
  return fromNpm();
}

const onPath = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);

function playwrightsOwn(): string | undefined {
  const path = playwright.executablePath();
  return existsSync(path) ? path : undefined;
}

async function fromNpm(): Promise<Browser> {
  const home = join(cache, 'node_modules', '@sparticuz', 'chromium');
  if (!existsSync(home)) {
    mkdirSync(cache, { recursive: true });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', cache, NPM_CHROMIUM], {
      stdio: ['ignore', 2, 2],
    });
  }
  // It unpacks itself into TMPDIR: keep it below the checkout's cache, where a second run finds it again.
  const unpacked = join(cache, 'unpacked');
  mkdirSync(unpacked, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unpacked;
  try {
    const entry = createRequire(join(cache, 'package.json')).resolve('@sparticuz/chromium');
    const { default: Chromium, inflate } = (await import(entry)) as {
      default: { executablePath(): Promise<string> };
      inflate: (path: string) => Promise<string>;
    };
    const executablePath = await Chromium.executablePath();
    const libraries = missesLibraries(executablePath) ? await inflate(join(home, 'bin', 'al2023.tar.br')) : undefined;
    const env = {
      ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraryFolder(libraries) }),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(unpacked, 'fonts') }),
    };
    return { executablePath, args: quiet, env: environment(env) };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

const missesLibraries = (path: string): boolean =>
  process.platform === 'linux' && (spawnSync('ldd', [path], { encoding: 'utf8' }).stdout ?? '').includes('not found');

const libraryFolder = (unpacked: string): string => {
  const inner = readdirSync(unpacked).find((name) => name === 'lib');
  return inner === undefined ? unpacked : join(unpacked, inner);
};

const environment = (extra: Record<string, string>): Record<string, string> => ({
  ...(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<string, string>),
  ...extra,
});
