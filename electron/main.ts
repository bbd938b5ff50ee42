import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { app, BrowserWindow, nativeTheme, session } from 'electron';
import { Settings } from '#shared/contract/settings.ts';
import { systemClock } from './clock.ts';
import { chooseEngineNode } from './ipc/chooseEngineNode.ts';
import { forkUtility } from './ipc/forkUtility.ts';
import { relayCalls } from './ipc/relayCalls.ts';
import type { Relay } from './ipc/relayCalls.ts';
import { spawnNode } from './ipc/spawnNode.ts';
import { superviseEngine } from './ipc/superviseEngine.ts';
import type { EngineSupervisor } from './ipc/superviseEngine.ts';
import { declareScheme, ORIGIN, servePages } from './shell/appProtocol.ts';
import { ask } from './shell/crashes.ts';
import { launchOptions } from './shell/launchOptions.ts';
import type { LaunchOptions } from './shell/launchOptions.ts';
import { lockDown } from './shell/lockdown.ts';
import { setAbout, setMenu } from './shell/menu.ts';
import { alarmsAddress } from './shell/alarmsAddress.ts';
import { desktopNotifications } from './shell/notifications.ts';
import { openWindow } from './shell/openWindow.ts';
import { ownArguments } from './shell/ownArguments.ts';
import { showNotification } from './shell/systemNotification.ts';

// The desktop's composition root: one window, one engine in a process of its own, and the contract between them.

const root = app.getAppPath();
/** In a package the engine's files lie beside the archive, where every Node can read them. */
const engineFile = join(root.replace(/app\.asar$/, 'app.asar.unpacked'), 'out', 'engine', 'engine.mjs');
const developing = !app.isPackaged;
const log = (line: string): void => void process.stderr.write(`${line}\n`);

// Whoever reads it may have gone, with the terminal that started the app.
process.stderr.on('error', () => undefined);

function main(): void {
  const words = ownArguments(process.argv, developing ? (word) => resolve(word) === root : null);
  const options = launchOptions(words, process.env, app.commandLine.getSwitchValue('user-data-dir'));
  if (!options.ok) return refuse(options.error);
  const checkout = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const node = chooseEngineNode({
    own: process.versions.node,
    named: process.env['STREAMGAUGE_ENGINE_NODE'],
    checkout: developing && existsSync(checkout) ? checkout : undefined,
    packaged: app.isPackaged,
  });
  if (!node.ok) return refuse(node.error);

  app.setName('Streamgauge');
  // Windows shows notifications only of an app that it knows by the id of its package.
  app.setAppUserModelId('io.github.streamgauge');
  app.setPath('userData', options.value.folder);
  if (!app.requestSingleInstanceLock()) {
    log('Streamgauge is open already; its window comes to the front.');
    app.exit(0);
    return;
  }
  // Every renderer; but with --no-sandbox (root on Linux) Electron cannot have both.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  void app.whenReady().then(() => start(options.value, node.value));
}

/** Bad use: one sentence, and the exit code that says so. */
function refuse(sentence: string): void {
  log(sentence);
  app.exit(2);
}

function start(options: LaunchOptions, node: string | null): void {
  nativeTheme.themeSource = systemWhenAuto(options.theme);
  lockDown(session.defaultSession);
  servePages(join(root, 'out', 'renderer'));
  const { engine, relay } = startEngine(options, node, (address) => openAt(address));
  const show = (address = ''): void => {
    const window = openWindow({
      address,
      preload: join(root, 'out', 'preload', 'preload.cjs'),
      icon: join(root, 'build', 'icon.png'),
      stateFile: join(options.folder, 'window.json'),
      developerTools: developing,
      clock: systemClock,
      admit: ({ webContents }) => relay.admit(webContents),
    });
    // Whoever started the app (`npm start`) learns that it has a window.
    window.once('show', () => process.send?.('shown'));
  };
  const openAt = (address: string): void => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return show(address);
    bringToFront(window);
    // The same address again would load the page anew.
    if (address !== '' && window.webContents.getURL() !== `${ORIGIN}/${address}`) void window.loadURL(`${ORIGIN}/${address}`);
  };
  setMenu({ developerTools: developing, restartEngine: () => engine.restart() });
  setAbout();
  show();

  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return show();
    bringToFront(window);
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitWith(engine);
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The viewer that main itself is. */
const NOTIFIED = 'desktop-notices';

function startEngine(
  { settingsFile, override }: LaunchOptions,
  node: string | null,
  openAt: (address: string) => void,
): { readonly engine: EngineSupervisor; readonly relay: Relay } {
  const relay = relayCalls({
    engine: () => engine,
    origin: ORIGIN,
    done: (name, value) => {
      if (name === 'notices.trial') notifications.trial();
      if (name === 'settings.save') nativeTheme.themeSource = systemWhenAuto(Settings.parse(value).appearance.theme);
    },
  });
  const quitting = new AbortController();
  app.once('will-quit', () => quitting.abort());
  const notifications = desktopNotifications({
    call: (name, input) => engine.call(NOTIFIED, name, input),
    show: showNotification,
    open: (ref) => openAt(ref === null ? '' : alarmsAddress(ref)),
    clock: systemClock,
    closed: quitting.signal,
  });
  const engine = superviseEngine({
    launch: () => (node === null ? forkUtility(engineFile) : spawnNode(node, engineFile)),
    start: { version: app.getVersion(), settingsFile, override },
    clock: systemClock,
    log,
    tell: (viewer, name, payload) =>
      viewer === NOTIFIED ? notifications.hear(name, payload) : relay.tell(viewer, name, payload),
    stateChanged: (state, reason) => {
      relay.tellAll('engine', state);
      // A new engine knows nothing of what was followed.
      if (state.state === 'up') void notifications.follow();
      if (state.state === 'gone') void offerRestart(engine, reason);
    },
  });
  engine.attach(NOTIFIED);
  return { engine, relay };
}

async function offerRestart(engine: EngineSupervisor, reason: string): Promise<void> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  const again = await ask(window, 'The engine keeps stopping.', `${reason}\n\nWhat is on screen no longer changes.`, [
    'Start it again',
    'Not now',
  ]);
  if (again) engine.restart();
}

/** Quitting waits for the engine, which may be writing. */
function quitWith(engine: EngineSupervisor): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // Whoever started the app with a channel is gone.
  process.on('disconnect', () => app.quit());
}

const systemWhenAuto = (theme: LaunchOptions['theme']): 'system' | 'light' | 'dark' => (theme === 'auto' ? 'system' : theme);

main();
