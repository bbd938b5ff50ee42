import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import type { MetricStore, Scenario } from '#shared/simulation/types.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import { judgedOf } from './judged.ts';
import { findIn } from './simulated.ts';

/** What the alarms of an application did that a scenario makes sick; minutes since the first of its faults began. */
export interface ScenarioAlarms {
  readonly scenario: string;
  readonly application: string;
  /** When anybody would have noticed; null: never. */
  readonly harm: number | null;
  /** Those that apply: when each first fired (null: not at all), how often, its threshold and the worst that it compared. */
  readonly alarms: readonly {
    readonly alarm: RecommendedAlarmId;
    readonly after: number | null;
    readonly times: number;
    readonly threshold: number | null;
    readonly worst: number | null;
  }[];
}

/** Alarms are judged for an hour before the onset, too: what fires then is no answer to the fault. */
const BEFORE = HOUR;

/** Who is sick in a scenario, in its order. */
export const victimsOf = ({ faults }: Scenario): readonly string[] => [...new Set(faults.map(({ application }) => application))];

/** Plays what befalls one application of a scenario after it was learned from for some days, for some hours from the onset. */
export function scenarioAlarms(
  scenario: Scenario,
  application: string,
  {
    seed,
    learn,
    hours,
    start,
  }: { readonly seed: number; readonly learn: number; readonly hours: number; readonly start: Millis },
): ScenarioAlarms {
  const faults = scenario.faults.filter((fault) => fault.application === application);
  const onset = millis(start + Math.min(...faults.map((fault) => fault.onset)));
  const split = millis(onset - BEFORE);
  const begin = millis(split - learn * DAY);
  const end = millis(onset + hours * HOUR);
  const alone: Scenario = {
    ...scenario,
    applications: scenario.applications.filter(({ name }) => name === application),
    faults,
    events: [],
  };
  const world = createWorld({ seed, start, history: millis(start - begin), scenario: alone });
  world.advanceTo(end);
  const since = (at: Millis): number => Math.round((at - onset) / MINUTE);
  const alarms = judgedOf(world, application, { begin, split, end, excluded: [] }).map(
    ({ alarm, threshold, firings, figures }) => {
      const first = firings.find(({ from }) => from > onset);
      const values = figures.values.filter((_, i) => (figures.times[i] ?? 0) >= onset);
      const above = alarm.comparison.startsWith('Greater');
      const worst = values.reduce(
        (most, value) => (above ? Math.max(most, value) : Math.min(most, value)),
        above ? -Infinity : Infinity,
      );
      return {
        alarm: alarm.id,
        after: first === undefined ? null : since(first.from),
        times: firings.filter(({ from }) => from > onset).length,
        threshold: threshold?.value ?? null,
        worst: values.length === 0 ? null : worst,
      };
    },
  );
  const { metrics } = findIn(world, application);
  const blueprint = findBlueprint(alone.applications[0]?.blueprint ?? '');
  const most = Math.max(0, ...blueprint.sources.map(({ arrivals, partitions }) => (60 * arrivals.mean) / partitions));
  const harm = harmOf(metrics, application, { onset, end, recordsOfMinute: most });
  return { scenario: scenario.id, application, harm: harm === null ? null : since(harm), alarms };
}

/**
 * The first minute that somebody who waits for the results would notice: the job is down or gone, less than half of what came out in the
 * hour before comes out, or the source is more than a minute behind.
 */
function harmOf(
  metrics: MetricStore,
  application: string,
  { onset, end, recordsOfMinute }: { readonly onset: Millis; readonly end: Millis; readonly recordsOfMinute: number },
): Millis | null {
  const read = (metric: string, from: Millis): ReadonlyMap<number, number> => {
    const highest = new Map<number, number>();
    for (const series of metrics.list(NAMESPACE, metric))
      if (
        series.dimensions.every(({ name, value }) =>
          name === 'Application' ? value === application : ['Flow', 'Id', 'Topic'].includes(name),
        )
      )
        series.visit(from, end, (at, count, sum, _minimum, maximum) =>
          highest.set(at, Math.max(highest.get(at) ?? 0, metric === OUT ? sum / count : maximum)),
        );
    return highest;
  };
  const [down, out, behind, lag] = [
    read('downtime', onset),
    read(OUT, millis(onset - HOUR)),
    read('millisBehindLatest', onset),
    read('records_lag_max', onset),
  ];
  const before = [...out].filter(([at]) => at < onset).map(([, value]) => value);
  const usual = before.reduce((total, value) => total + value, 0) / Math.max(1, before.length);
  for (let at = millis(Math.ceil(onset / MINUTE) * MINUTE); at < end; at = millis(at + MINUTE)) {
    const isDown = (down.get(at) ?? 1) > 0;
    const isBehind = (behind.get(at) ?? 0) > MINUTE || (lag.get(at) ?? 0) > recordsOfMinute;
    if (isDown || isBehind || (out.get(at) ?? 0) < usual / 2) return at;
  }
  return null;
}

const OUT = 'numRecordsOutPerSecond';
