/** Switches of Chromium and Electron that people and test tools pass to a desktop app; never with a separate value. */
const switches: ReadonlySet<string> = new Set([
  'disable-dev-shm-usage',
  'disable-features',
  'disable-gpu',
  'disable-software-rasterizer',
  'enable-features',
  'enable-logging',
  'force-device-scale-factor',
  'headless',
  'inspect',
  'lang',
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'user-data-dir',
]);

/** What of a command line is the app's own: after the app's folder when Electron was told to run it, and without Chromium's switches. */
export function ownArguments(argv: readonly string[], isApp: ((word: string) => boolean) | null): readonly string[] {
  const first = isApp === null ? 1 : argv.findIndex((word, at) => at > 0 && isApp(word)) + 1;
  return argv.slice(Math.max(first, 1)).filter((word) => {
    const [, name] = /^--([a-z-]+)(?:=|$)/.exec(word) ?? [];
    return name === undefined || !switches.has(name);
  });
}
