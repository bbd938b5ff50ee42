import { useMemo, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useTopic } from '#renderer/store/useTopic.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Series } from '#shared/model/series.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { ChartGroups, JobFacts } from './chartsOf.ts';
import { chartsOf } from './chartsOf.ts';

interface Charts extends ChartGroups {
  readonly snapshot: Snapshot<readonly Series[]>;
  readonly range: TimeRange;
  /** Another range was asked for and has not come yet: the one before is still shown. */
  readonly changing: boolean;
}

/** The application's series over the last minutes, arranged as charts. */
export function useCharts({ ref, origin, mode }: ApplicationSummary, job: Job | undefined, minutes: number): Charts {
  const asked = useTopic({ kind: 'charts', ref, minutes });
  const { snapshot, minutes: shown } = useArrived({ snapshot: asked, minutes });
  // Of application and job only what matters to the charts: they must not be drawn anew whenever anything of those changes.
  const facts = useSame<JobFacts>({
    interval: job?.checkpoints.interval ?? null,
    vertices: job?.vertices.map(({ name }) => name) ?? [],
  });
  const series = valueOf(snapshot);
  const groups = useMemo(() => chartsOf(series ?? [], { origin, mode }, facts), [series, origin, mode, facts]);
  const to = 'at' in snapshot ? snapshot.at : (0 as Millis);
  const range = useMemo((): TimeRange => ({ from: (to - shown * MINUTE) as Millis, to }), [to, shown]);
  return { ...groups, snapshot, range, changing: shown !== minutes };
}

interface Asked {
  readonly snapshot: Snapshot<readonly Series[]>;
  readonly minutes: number;
}

/** What was asked for, once something of it has come; until then what was shown before, so that the page does not jump. */
function useArrived(asked: Asked): Asked {
  const [arrived, setArrived] = useState(asked);
  if (asked.snapshot.state === 'waiting') return arrived;
  if (arrived.snapshot !== asked.snapshot || arrived.minutes !== asked.minutes) setArrived(asked);
  return asked;
}

/** The same object while it says the same. */
function useSame<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}
