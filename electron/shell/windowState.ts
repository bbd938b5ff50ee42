import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from '#shared/model/schema.ts';

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

export const SMALLEST = { width: 900, height: 600 } as const;
const FIRST = { width: 1440, height: 900 } as const;
/** So much of a window must be on a screen to be found and dragged. */
const VISIBLE = 120;

/** Where the window was; null when nothing (readable) was kept. */
export function readWindowState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** All or nothing. A state that cannot be kept is not worth an error: the window opens in the middle next time. */
export function keepWindowState(file: string, state: WindowState): void {
  const temporary = `${file}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, `${JSON.stringify(state)}\n`);
    renameSync(temporary, file);
  } catch {
    // See above.
  }
}

/** Where to open: the kept place as far as today's screens (their work areas, the primary one first) have it, else the middle. */
export function placeWindow(kept: WindowState | null, screens: readonly Rectangle[]): Partial<Rectangle> {
  const [primary = { x: 0, y: 0, ...FIRST }] = screens;
  if (kept === null) return fit(FIRST, primary);
  const screen = screens.find((area) => overlap(kept, area) >= VISIBLE);
  if (screen === undefined) return fit(kept, primary);
  return { x: kept.x, y: Math.max(kept.y, screen.y), ...fit(kept, screen) };
}

const fit = (wanted: { readonly width: number; readonly height: number }, screen: Rectangle) => ({
  width: Math.max(SMALLEST.width, Math.min(wanted.width, screen.width)),
  height: Math.max(SMALLEST.height, Math.min(wanted.height, screen.height)),
});

/** The smaller side of what a window and a screen share. */
function overlap(a: Rectangle, b: Rectangle): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.min(across, down);
}
