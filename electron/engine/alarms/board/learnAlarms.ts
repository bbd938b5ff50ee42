import { setImmediate } from 'node:timers/promises';
import { learnThreshold } from '#shared/analysis/alarms/learning/learn.ts';
import { inTrouble, notNormal } from '#shared/analysis/alarms/normal.ts';
import type { Watch } from '#shared/analysis/alarms/watch.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { alarmEntry, recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import type { AlarmParts } from '../alarmParts.ts';
import { readFigures } from '../figures.ts';
import { knownPast } from '../knownPast.ts';
import type { KeptLearned } from './learnedStore.ts';

/** A week has every day of it. */
const RANGE = millis(7 * DAY);
/** Fine enough to learn from, at a fifth of what there is to keep. */
const PERIOD = millis(5 * MINUTE);

type Source = 'history' | 'fill';
type Parts = Pick<AlarmParts, 'history' | 'watched' | 'now'>;

/**
 * Learns the thresholds of an application that the guide leaves to its owner, of the last week: what is not kept of it is asked of the service
 * once, all series in one question. Of less than a day what is learned is provisional.
 */
export async function learnAlarms(
  parts: Parts,
  subject: AlarmSubject,
  source: Source,
  signal: AbortSignal,
): Promise<ReadonlyMap<AlarmEntry, KeptLearned>> {
  const { ref } = subject;
  const now = parts.now(ref.connection);
  const to = millis(Math.floor((now - thresholds.fresh.delay) / PERIOD) * PERIOD);
  const span = { from: millis(to - RANGE), to };
  const watched = recommendedAlarms.flatMap((alarm): { alarm: AlarmEntry; queries: readonly AlarmQuery[] }[] => {
    const watch: Watch = watchOf(alarm, subject);
    return alarm.threshold === null && watch.kind === 'watched' ? [{ alarm, queries: watch.queries }] : [];
  });
  const down = watchOf(alarmEntry('downtime'), subject);
  const downQueries = down.kind === 'watched' ? down.queries : [];
  const read = (queries: readonly AlarmQuery[], from: Source): ReturnType<typeof readFigures> =>
    readFigures(parts, { ref, queries, ...span, period: PERIOD, source: from }, signal);

  const asked = source === 'fill' ? await read(seriesOf([...watched.map(({ queries }) => queries), downQueries]), 'fill') : null;
  const outages = await read(downQueries, 'history');
  const past = knownPast(parts.history, ref, span, outages.ok ? outages.value : null, now);
  const known = { excluded: notNormal(past), inTrouble: inTrouble(past) };

  const learned = new Map<AlarmEntry, KeptLearned>();
  for (const { alarm, queries } of watched) {
    const figures = await read(queries, 'history');
    // Each takes some milliseconds: polls and viewers have their turn after it.
    await setImmediate();
    if (signal.aborted) break;
    learned.set(alarm, { ...learn(alarm, figures, { ...span, now, ...known }, asked), at: now });
  }
  return learned;
}

interface Options {
  readonly from: Millis;
  readonly to: Millis;
  readonly now: Millis;
  readonly excluded: readonly Stretch[];
  readonly inTrouble: boolean;
}

function learn(
  alarm: AlarmEntry,
  figures: Awaited<ReturnType<typeof readFigures>>,
  { from, to, now, excluded, inTrouble: isTroubled }: Options,
  asked: Result<{ readonly unread?: { readonly message: string } }> | null,
): Omit<KeptLearned, 'at'> {
  if (!figures.ok) return { threshold: null, why: figures.error.message };
  const { points: all } = figures.value;
  const begin = all.findIndex(([, value]) => value !== null);
  const points = begin < 0 ? [] : all.slice(begin);
  // Of what there is, not of what was asked for: a range that begins with nothing would say that there was a week.
  const options = {
    from: points[0]?.[0] ?? from,
    to,
    now,
    percentile: null,
    margin: null,
    byHour: null,
    excluded,
    inTrouble: isTroubled,
  };
  const whole = learnThreshold(alarm, points, options);
  const some = whole.threshold === null ? learnThreshold(alarm, points, { ...options, provisional: true }) : whole;
  // What is missing is told of the whole range: more of it will come by itself.
  const answer = some.threshold === null ? learnThreshold(alarm, points, { ...options, from, provisional: true }) : some;
  const unread = asked === null ? undefined : asked.ok ? asked.value.unread : asked.error;
  const why =
    answer.threshold === null && unread !== undefined
      ? `${answer.why} The past could not be read: ${unread.message}`
      : answer.why;
  return { threshold: answer.threshold, why };
}

/** Every series of several alarms, each once, as one question. */
function seriesOf(all: readonly (readonly AlarmQuery[])[]): AlarmQuery[] {
  const found = new Map(all.flat().flatMap(({ series }) => (series === null ? [] : [[JSON.stringify(series), series] as const])));
  return Array.from(found.values(), (series, i) => ({ id: `m${i + 1}`, series, expression: null, compared: i === 0 }));
}
