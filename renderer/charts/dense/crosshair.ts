import type { Millis } from '#shared/units/units.ts';

/** Where the crosshair of all charts of a page is, and whether keys moved it there (then it is also read out). */
export interface CrosshairPlace {
  readonly at: Millis;
  readonly by: 'pointer' | 'keys';
  /** The chart that it was moved in. */
  readonly chart: string;
}

/** One crosshair for many charts, outside of React: a move draws lines and writes figures, and renders no page anew. */
export interface Crosshair {
  readonly place: () => CrosshairPlace | null;
  readonly move: (place: CrosshairPlace | null) => void;
  readonly subscribe: (moved: () => void) => () => void;
}

/** `later` runs a task with the next frame: however many moves come in between, the charts follow once. */
export function createCrosshair(later: (task: () => void) => void): Crosshair {
  const followers = new Set<() => void>();
  let place: CrosshairPlace | null = null;
  let waits = false;
  const tell = (): void => {
    waits = false;
    for (const moved of followers) moved();
  };
  return {
    place: () => place,
    move(next) {
      if (next?.at === place?.at && next?.chart === place?.chart && next?.by === place?.by) return;
      place = next;
      if (waits) return;
      waits = true;
      later(tell);
    },
    subscribe(moved) {
      followers.add(moved);
      return () => void followers.delete(moved);
    },
  };
}
