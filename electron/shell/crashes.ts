import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Clock } from '../clock.ts';

const MOST_RELOADS = 3;
const WITHIN = 60_000;

/** Loads a crashed page again, a few times; then, and when a page hangs, the user decides. */
export function watchForCrashes(window: BrowserWindow, clock: Clock): void {
  let reloads: number[] = [];

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = clock.now();
    reloads = [...reloads.filter((at) => now - at < WITHIN), now];
    if (reloads.length <= MOST_RELOADS) {
      // Not while Chromium still takes the old page down.
      setImmediate(() => loadAgain(window));
      return;
    }
    void ask(window, 'The page keeps crashing.', `Reason: ${reason}.`, ['Load it again', 'Close']).then((again) => {
      if (again) loadAgain(window);
      else if (!window.isDestroyed()) window.destroy();
    });
  });

  window.on('unresponsive', () => {
    void ask(window, 'The page does not respond.', 'Streamgauge itself still runs.', ['Load it again', 'Wait']).then((again) => {
      // A hanging page cannot be asked to leave; when its process has ended, the handler above loads it again.
      if (again && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    });
  });
}

function loadAgain(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload();
}

/** True for the first button. */
export async function ask(
  window: BrowserWindow,
  message: string,
  detail: string,
  buttons: readonly [string, string],
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
