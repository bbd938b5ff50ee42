import type { KnownPast } from '#shared/analysis/alarms/normal.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { completeness } from '#shared/analysis/series/completeness.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, millis } from '#shared/units/units.ts';
import { NOT_WATCHED, NO_ALARMS } from './refusals.ts';
import type { AlarmParts } from './alarmParts.ts';
import type { AlarmFigures } from './figures.ts';
import { readFigures } from './figures.ts';
import { knownPast } from './knownPast.ts';

export interface StudyQuestion {
  readonly ref: ApplicationRef;
  readonly alarm: RecommendedAlarmId;
  readonly from: Millis;
  readonly to: Millis;
}

/** The past of an alarm: its compared figures, and what is known beside them. */
export interface Study extends AlarmFigures {
  readonly alarm: AlarmEntry;
  readonly past: KnownPast;
  /** How much of the range has figures, 0…1. */
  readonly complete: number;
  /** Whether there is a service that was asked for what is not kept. */
  readonly asked: boolean;
}

/** Older figures come an hour apart, in which no alarm of minutes can be judged. */
const OLDEST = millis(63 * DAY);

/** Reads what a threshold is learned from or tried on. Fails where the alarm is none of the application's, or the range is none. */
export async function readStudy(
  parts: Pick<AlarmParts, 'history' | 'watched' | 'now'>,
  { ref, alarm: id, from, to }: StudyQuestion,
  signal: AbortSignal,
): Promise<Result<Study>> {
  const now = parts.now(ref.connection);
  const { delay } = thresholds.fresh;
  const range = { from, to: millis(Math.min(to, now - delay)) };
  const wrong = wrongRange({ from, to }, now);
  if (wrong !== null) return failed(wrong);
  const subject = subjectOf(parts, ref);
  if (!subject.ok) return subject;
  const alarm = alarmEntry(id);

  const figuresOf = async (of: AlarmEntry): Promise<Result<AlarmFigures>> => {
    const watch = watchOf(of, subject.value);
    if (watch.kind !== 'watched') return failed(notApplicable(of, watch.reason));
    return readFigures(parts, { ref, queries: watch.queries, ...range, period: of.period, source: 'fill' }, signal);
  };
  const figures = await figuresOf(alarm);
  if (!figures.ok) return figures;
  // Outages of a time that nobody watched are known by the metric alone.
  const downtime = id === 'downtime' ? figures : await figuresOf(alarmEntry('downtime'));
  const { points, period } = figures.value;
  const known = new Set(points.flatMap(([at, value]) => (value === null ? [] : [at])));
  const { expected, present } = completeness(range, period, { now, delay }, (at) => known.has(at));
  return ok({
    ...figures.value,
    alarm,
    past: knownPast(parts.history, ref, range, downtime.ok ? downtime.value : null, now),
    complete: expected === 0 ? 0 : present / expected,
    asked: (parts.watched.get(ref.connection)?.watcher.series ?? null) !== null,
  });
}

function subjectOf({ watched }: Pick<AlarmParts, 'watched'>, ref: ApplicationRef): Result<AlarmSubject> {
  const watcher = watched.get(ref.connection)?.watcher;
  if (watcher === undefined) return failed(NOT_WATCHED);
  if (watcher.alarms === null) return failed(NO_ALARMS);
  const subject = watcher.alarms.subjects().find((each) => each.ref.id === ref.id);
  return subject === undefined
    ? failed({
        kind: 'not-found',
        source: 'Streamgauge',
        message: 'There is no such application in what is watched.',
        remedy: 'Choose one from the list.',
      })
    : ok(subject);
}

const notApplicable = ({ title }: AlarmEntry, reason: string): SourceError => ({
  kind: 'not-found',
  source: 'Streamgauge',
  message: `“${title}” does not apply. ${reason}`,
  remedy: 'Choose another alarm.',
});

function wrongRange({ from, to }: { readonly from: Millis; readonly to: Millis }, now: Millis): SourceError | null {
  const wrong = (message: string, remedy: string): SourceError => ({
    kind: 'bad-request',
    source: 'Streamgauge',
    message,
    remedy,
  });
  if (from >= to) return wrong('The range is empty: “from” is not before “to”.', 'Let it begin before it ends.');
  if (from >= now - thresholds.fresh.delay)
    return wrong('The range is in the future: nothing is known after “from”.', 'Let it begin earlier.');
  if (from < now - OLDEST)
    return wrong(
      `CloudWatch keeps figures of minutes for ${formatMillis(OLDEST)}: “from” is before that.`,
      'Let the range begin later.',
    );
  return null;
}
