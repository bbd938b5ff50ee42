import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Clock } from '../clock.ts';
import { ORIGIN } from './appProtocol.ts';
import { watchForCrashes } from './crashes.ts';
import { keepWindowState, placeWindow, readWindowState, SMALLEST } from './windowState.ts';

export interface WindowOptions {
  /** Of the page to begin with, as `#/alarms`; empty: the first. */
  readonly address: string;
  readonly preload: string;
  readonly icon: string;
  readonly stateFile: string;
  readonly developerTools: boolean;
  readonly clock: Clock;
  /** Called before the page loads. */
  readonly admit: (window: BrowserWindow) => void;
}

/** The page's own background, so that nothing flashes before it has painted. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#161d26' : '#ffffff');

/** Opens the window where it was last time; it appears once the page has painted. */
export function openWindow({ address, preload, icon, stateFile, developerTools, clock, admit }: WindowOptions): BrowserWindow {
  const kept = readWindowState(stateFile);
  const primary = screen.getPrimaryDisplay();
  const screens = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  const window = new BrowserWindow({
    ...placeWindow(
      kept,
      screens.map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Streamgauge',
    // Elsewhere the package itself has the icon.
    ...(process.platform === 'linux' ? { icon } : {}),
    backgroundColor: background(),
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be downloaded.
      spellcheck: false,
      devTools: developerTools,
    },
  });
  if (kept?.maximised === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepPlace(window, stateFile);
  watchForCrashes(window, clock);
  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  admit(window);
  void window.loadURL(`${ORIGIN}/${address}`);
  return window;
}

function keepPlace(window: BrowserWindow, file: string): void {
  const SETTLED = 500;
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    // Normal bounds: where a maximised window goes back to.
    keepWindowState(file, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, SETTLED);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', keep);
}
