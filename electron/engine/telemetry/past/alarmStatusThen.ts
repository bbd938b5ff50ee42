import { setImmediate } from 'node:timers/promises';
import type { ApplicationLook } from '../../alarms/board/applicationView.ts';
import { detailsOf, lookAt, rowOf } from '../../alarms/board/applicationView.ts';
import type { KeptChange } from '../../alarms/board/keptChanges.ts';
import { keptChanges, shownChange } from '../../alarms/board/keptChanges.ts';
import { learnedStore } from '../../alarms/board/learnedStore.ts';
import { alarmsAbout } from '../../alarms/board/alarmsAbout.ts';
import { subjectOf } from '../../aws/collect/alarmSubjects.ts';
import { OPERATORS, RESPELT, SOURCES, tellingSeries } from '../../aws/discovery.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { levelOf } from '#shared/catalogue/metrics.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmRow, ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { CONNECTION } from '../keptShapes.ts';
import { alarmsThen } from './happenedThen.ts';
import type { ListedThen } from './managedThen.ts';
import { descriptionThen, wasListed } from './managedThen.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn, stateThen } from './pastParts.ts';

const OWN_CLUSTER = 'A Flink cluster of your own has no alarms of CloudWatch.';
const NOT_THEN = 'Which threshold held at that time is not kept.';

/** The recommended alarms of every application that there was, as far as their states are kept. */
export async function alarmStatusThen(then: Then): Promise<Snapshot<AlarmRow[]>> {
  if (then.connection.kind === 'flink') return missing(OWN_CLUSTER, 'Go back to now.');
  const ids = then.history.records.applications(then.connection.id, 'state', then.moment).filter((id) => id !== CONNECTION);
  const about = alarmsAbout(alarmsThen(then));
  const rows: AlarmRow[] = [];
  for (const id of ids) {
    const state = stateThen(then, id);
    if (wasListed(state)) rows.push(viewThen(then, id, state, about).row);
    // Each takes some milliseconds: polls and other viewers have their turn after it.
    await setImmediate();
  }
  return live(
    rows.sort((a, b) => a.name.localeCompare(b.name) || a.region.localeCompare(b.region)),
    then.moment,
  );
}

export function applicationAlarmsThen(then: Then, id: string, state: ListedThen): Snapshot<ApplicationAlarms> {
  const { look, row, changes } = viewThen(then, id, state, alarmsAbout(alarmsThen(then)));
  const value = detailsOf(then.history, ownerIn(then, id), look, row, changes, {
    now: then.moment,
    topicArn: null,
    operator: false,
    learning: () => NOT_THEN,
  });
  return live(value, then.moment);
}

interface ViewThen {
  readonly look: ApplicationLook;
  readonly row: AlarmRow;
  readonly changes: (alarm: AlarmEntry) => ReturnType<typeof shownChange>[];
}

function viewThen(then: Then, id: string, state: ListedThen, about: ReturnType<typeof alarmsAbout>): ViewThen {
  const { history, moment } = then;
  const kept = keptChanges(history, ownerIn(then, id), moment);
  const subject = subjectThen(then, id, state);
  const look = lookAt({
    subject,
    alarms: about.of(subject),
    unknown: about.unknown,
    threshold: (alarm) => thresholdThen(then, id, alarm, kept),
  });
  const changes = ({ id: alarm }: AlarmEntry) => (kept.get(alarm) ?? []).map(shownChange);
  // Snoozes are not kept over time.
  return { look, changes, row: rowOf(look, changes, () => null) };
}

/** The one that the newest change was judged by; before any, the guide's, or the one that had been learned. */
function thresholdThen(
  { history, connection, moment }: Then,
  id: string,
  { id: alarm, threshold }: AlarmEntry,
  kept: ReadonlyMap<RecommendedAlarmId, readonly KeptChange[]>,
): Threshold | null {
  const [newest] = kept.get(alarm) ?? [];
  if (newest !== undefined) return newest.threshold;
  if (threshold !== null) return { basis: 'guide', value: threshold };
  const learned = learnedStore(history).get({ connection: connection.id, id }, alarm);
  return learned !== null && learned.at <= moment ? learned.threshold : null;
}

/** What decides which alarms it needed, from the series of which something is kept. */
function subjectThen(then: Then, id: string, { listed }: ListedThen): AlarmSubject {
  const kept = new Map<string, SeriesName>();
  for (const { namespace, metric, dimensions } of then.history.samples.list(ownerIn(then, id)))
    if (namespace === NAMESPACE) kept.set(seriesKey({ namespace, metric, dimensions }), { namespace, metric, dimensions });
  const names = [...kept.values()];
  const of = (metrics: readonly string[]) => names.filter(({ metric }) => metrics.includes(metric));
  return subjectOf({
    ref: { connection: then.connection.id, id },
    region: id.split(':')[3] ?? '',
    listed,
    described: descriptionThen(then, id),
    lags: SOURCES.flatMap((metric) => [...tellingSeries(of([metric]))]),
    series: of([...Object.keys(RESPELT), ...OPERATORS]).filter((name) => ['APPLICATION', 'OPERATOR'].includes(levelOf(name))),
    isListed: true,
  });
}
