import type { Lag } from '../model/application.ts';
import { formatCount, formatMillis, formatRatio } from '../units/format.ts';
import { MINUTE, millis, ratio } from '../units/units.ts';
import { missedCheckpoints } from './checkpoints/missed.ts';
import { outgrowsInterval } from './checkpoints/outgrows.ts';
import type { Direction } from './facts/points.ts';
import { direction, increase, latest, meanOver, newest, zeroSince } from './facts/points.ts';
import { findBottleneck } from './graph/bottleneck.ts';
import type { HealthFacts } from './healthFacts.ts';
import { thresholds } from './thresholds.ts';

export interface Verdict {
  readonly level: 'critical' | 'warning';
  /** One sentence with the figures. */
  readonly reason: string;
}

export interface Rule {
  readonly id: string;
  /** Null: the rule does not hold, or its facts are not known. */
  readonly judge: (facts: HealthFacts) => Verdict | null;
}

const critical = (reason: string): Verdict => ({ level: 'critical', reason });
const warning = (reason: string): Verdict => ({ level: 'warning', reason });

/** What makes a running application sick, in the order in which reasons of the same level are told. */
export const rules: readonly Rule[] = [
  {
    id: 'down',
    judge({ now, downtime, job }) {
      // A job that is down may have nobody left to say so: a gap after this figure does not take it back.
      const last = newest(downtime, now, thresholds.fresh.within);
      if (last === null || last[1] <= 0) return null;
      if (job?.state !== 'RUNNING') return critical(`The job has been down for ${formatMillis(millis(last[1]))}.`);
      // Flink itself, just asked, knows better than the figure of a minute ago.
      const ago = Math.max(1, Math.round((now - last[0]) / MINUTE)) * MINUTE;
      return warning(`The job was down until about ${formatMillis(millis(ago))} ago.`);
    },
  },
  {
    id: 'restarts',
    judge({ now, restarts }) {
      const { within, critical: many } = thresholds.restarts;
      const count = increase(restarts, now, within) ?? 0;
      if (count === 0) return null;
      const reason = `Restarted ${times(count)} in ${formatMillis(within)}.`;
      return count >= many ? critical(reason) : warning(reason);
    },
  },
  { id: 'lag', judge: judgeLag },
  {
    id: 'checkpoint-missed',
    judge({ now, job, jobAt, checkpointInterval: interval, lastCheckpoint, lastCheckpointDuration }) {
      if (job?.checkpoints.enabled === false) return null;
      const last = lastCheckpoint === null ? null : { triggered: lastCheckpoint, duration: lastCheckpointDuration };
      const missed = missedCheckpoints({ interval, last, started: job?.started ?? null, at: jobAt ?? now });
      return missed === null ? null : { level: missed.level, reason: missed.reason };
    },
  },
  {
    id: 'bottleneck',
    judge({ job }) {
      const found = job === null ? null : findBottleneck(job);
      return found === null ? null : warning(found.reason);
    },
  },
  {
    id: 'checkpoint-outgrows-interval',
    judge({ checkpointInterval: interval, lastCheckpointDuration: took }) {
      const reason = outgrowsInterval(interval, took);
      return reason === null ? null : warning(reason);
    },
  },
  {
    id: 'checkpoints-failed',
    judge({ now, failedCheckpoints }) {
      const { within } = thresholds.failedCheckpoints;
      const count = increase(failedCheckpoints, now, within) ?? 0;
      if (count === 0) return null;
      return warning(`${formatCount(count)} ${count === 1 ? 'checkpoint' : 'checkpoints'} failed in ${formatMillis(within)}.`);
    },
  },
  {
    id: 'silent',
    judge({ now, recordsIn }) {
      const from = zeroSince(recordsIn);
      if (from === null || now - from < thresholds.silence || latest(recordsIn, now, thresholds.fresh) !== 0) return null;
      return warning(`Has read nothing for ${formatMillis(millis(now - from))}.`);
    },
  },
  {
    id: 'cpu',
    judge: ({ now, cpu }) => {
      const { high, over } = thresholds.cpu;
      const share = meanOver(cpu, now, over);
      return share === null || share < high ? null : warning(`CPU at ${formatRatio(ratio(share))} over ${formatMillis(over)}.`);
    },
  },
  {
    id: 'heap',
    judge: ({ now, heap }) => {
      const { high, over } = thresholds.heap;
      const share = meanOver(heap, now, over);
      return share === null || share < high ? null : warning(`Heap at ${formatRatio(ratio(share))} over ${formatMillis(over)}.`);
    },
  },
];

function judgeLag({ now, lag, lagPoints }: HealthFacts): Verdict | null {
  if (lag === null) return null;
  const { records, noise, trend } = thresholds.lag;
  const course = direction(lagPoints, now, { ...trend, noise: lag.kind === 'time' ? noise : records.noise });
  const reason = `Behind by ${amountOf(lag)}${COURSE[course]}.`;
  const limits = lag.kind === 'time' ? thresholds.lag : records;
  if (lag.behind < limits.warning) return null;
  if (course === 'growing') return lag.behind >= limits.critical ? critical(reason) : warning(reason);
  // Records that are being worked off say nothing bad of themselves; minutes do, until they are caught up.
  if (lag.kind === 'records') return lag.behind >= limits.critical ? warning(reason) : null;
  return lag.behind >= limits.critical && course === 'steady' ? critical(reason) : warning(reason);
}

const COURSE: Readonly<Record<Direction, string>> = {
  growing: ' and growing',
  shrinking: ', catching up',
  steady: '',
};

const amountOf = (lag: Lag): string =>
  lag.kind === 'time' ? formatMillis(lag.behind) : `${formatCount(lag.behind)} records in one partition`;

const times = (count: number): string => (count === 1 ? 'once' : `${formatCount(count)} times`);
