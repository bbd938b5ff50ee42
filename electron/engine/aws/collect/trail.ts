import type { TrailEvent } from '../../../clients/aws/trail.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { cadences } from '../../cadence.ts';
import type { Collector, Parts } from './collector.ts';

const KEY = 'trail';
/** How far back the first look goes. */
const SINCE = DAY;
/** An event can be found up to a quarter of an hour after the call: so much is looked through again. */
const LATE = millis(15 * MINUTE);
/** Of one application. */
const MOST = 200;

interface Read {
  readonly to: Millis;
  readonly events: readonly (TrailEvent & { readonly applications: readonly string[] })[];
}

/** Who called what, by application. */
export interface TrailCollector extends Collector {
  /** Newest first; null while CloudTrail may not be read, or has not been yet. */
  of(application: string): readonly TrailEvent[] | null;
  /** Why there is nothing. */
  error(): SourceError | null;
}

/** The calls to the managed service that CloudTrail knows of, for all applications of the region at once. `changed` is told of whose it has news. */
export function trail(parts: Parts, changed: (applications: ReadonlySet<string>) => void): TrailCollector {
  const { loops, services, inventory, looks, time } = parts;
  const byApplication = new Map<string, TrailEvent[]>();
  let readTo: Millis | null = null;
  let error: SourceError | null = null;

  const merge = (events: Read['events']): ReadonlySet<string> => {
    const news = new Set<string>();
    for (const { applications, ...event } of events.toReversed()) {
      for (const name of applications) {
        const known = byApplication.get(name) ?? [];
        if (known.some(({ id }) => id === event.id)) continue;
        const at = known.findIndex((each) => each.at <= event.at);
        byApplication.set(name, known.toSpliced(at < 0 ? known.length : at, 0, event).slice(0, MOST));
        news.add(name);
      }
    }
    return news;
  };

  return {
    of: (application) => (readTo === null ? null : (byApplication.get(application) ?? [])),
    error: () => error,
    settle() {
      if (inventory.listed() === null || loops.has(KEY)) return;
      loops.start({
        key: KEY,
        name: 'CloudTrail',
        cadence: cadences.trail,
        // Not everybody may read it.
        detail: true,
        attended: () => looks.on(['activity']),
        async poll(signal): Promise<Result<Read>> {
          const now = time.now();
          // A clock that was set back has its past before it again.
          const since = readTo === null || readTo > now ? now - SINCE : readTo - LATE;
          const found = await services.trail.events(millis(since), now, signal);
          if (!found.ok) return found;
          return ok({ to: now, events: found.value });
        },
        take(result) {
          const before = error?.message ?? (readTo === null ? null : '');
          const news = result.ok ? merge(result.value.events) : new Set<string>();
          if (result.ok) readTo = result.value.to;
          error = result.ok ? null : result.error;
          // Whether it may be read concerns all.
          changed(before === (error?.message ?? '') ? news : new Set(inventory.listed()?.map(({ name }) => name)));
          return result;
        },
      });
    },
    attended(added) {
      if (added.some(({ kind }) => kind === 'activity')) loops.hasten(KEY);
    },
  };
}
