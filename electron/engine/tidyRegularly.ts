import { DAY, SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { History } from '../history/history.ts';
import type { CurrentSettings } from './currentSettings.ts';
import { failureOf } from './failure.ts';
import type { Watched } from './watched.ts';

const PAUSE = millis(20 * SECOND);

interface Tidied {
  readonly history: History;
  readonly settings: CurrentSettings;
  readonly watched: ReadonlyMap<string, Watched>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Keeps the history within its limits, until closed. */
export async function tidyRegularly({ history, settings, watched, clock, log }: Tidied, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(PAUSE, signal);
    if (signal.aborted) return;
    const { retentionDays, sizeCapMegabytes } = settings.get().telemetry;
    // Where the time of a simulator is not known yet, nothing is known to be old.
    const told = [...watched].filter(([, { watcher }]) => watcher.state().clock !== null);
    // What is real grows old while nobody watches it; a simulator's time stands still then.
    const unwatched = settings.get().connections.filter(({ id, kind }) => kind !== 'simulator' && !watched.has(id));
    const now = new Map([
      ...told.map(([id, { watcher }]) => [id, watcher.now()] as const),
      ...unwatched.map(({ id }) => [id, clock.now()] as const),
    ]);
    try {
      history.tidy(now, { retention: millis(retentionDays * DAY), mostBytes: sizeCapMegabytes * 1_000_000 });
    } catch (thrown) {
      log(failureOf(thrown));
    }
  }
}
