import type { FoundException } from '../../clients/flink/exceptionsAnswer.ts';
import type { History, Owner } from '../../history/history.ts';
import type { JobFailure, JobFailures } from '#shared/model/insight/failures.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { CONNECTION, KeptException, shaped } from './keptShapes.ts';

/** So many of the newest are told. */
const MOST = 200;
/** A stack trace is cut beyond; what Beam and Python throw can be as long as a log. */
const LONGEST = 16_000;
/** What other tasks threw at the same time is mostly the same, hundreds of times in a wide job. */
const MOST_CONCURRENT = 20;
/** Characters in all. Of the failures that come after so many, the beginning of the stack trace is told. */
const MOST_TEXT = 4_000_000;
const BRIEF = 2_000;

/** The failures that are kept of an application up to a moment, over restarts of its jobs, newest first. */
export function keptFailures({ records }: History, owner: Owner, moment: Millis): JobFailures {
  const until = millis(moment + 1);
  const found = records.read({ ...owner, kinds: ['exception'], from: millis(0), to: until, limit: MOST + 1 });
  const failures = found.flatMap(({ at, value }): JobFailure[] => {
    const kept = at > moment ? null : shaped(KeptException, value);
    return kept === null ? [] : [failureOf(kept)];
  });
  // Each stretch in which the connection was watched is a record of its own; the first begins it all.
  const first = records.first({ connection: owner.connection, application: CONNECTION }, 'state');
  return {
    failures: bounded(failures.sort((a, b) => b.at - a.at)),
    truncated: found.length > MOST,
    since: first !== null && first.at <= moment ? first.at : null,
  };
}

interface ToldFailures {
  readonly job: string;
  readonly found: readonly FoundException[];
  readonly truncated: boolean;
}

/** What is kept with what Flink tells now, which may not be written yet. Flink's own words go first. */
export function withTold({ failures, truncated, since }: JobFailures, told: ToldFailures): JobFailures {
  const { job, found } = told;
  const all = new Map<string, JobFailure>();
  for (const failure of [...failures, ...found.map((each) => failureOf({ job, ...each }))])
    all.set(`${failure.job}|${failure.at}|${failure.task ?? ''}`, failure);
  const newestFirst = [...all.values()].sort((a, b) => b.at - a.at);
  return {
    failures: bounded(newestFirst),
    truncated: truncated || told.truncated || newestFirst.length > MOST,
    since,
  };
}

const failureOf = (kept: KeptException): JobFailure => ({
  ...cut(kept),
  concurrent: kept.concurrent.slice(0, MOST_CONCURRENT).map(cut),
});

/** As many, and as much of each, as a screen can be sent with each poll. */
function bounded(newestFirst: readonly JobFailure[]): JobFailure[] {
  let text = 0;
  return newestFirst.slice(0, MOST).map((failure) => {
    text += [failure, ...failure.concurrent].reduce(
      (sum, { exception, stacktrace }) => sum + exception.length + stacktrace.length,
      0,
    );
    if (text <= MOST_TEXT) return failure;
    return { ...failure, stacktrace: failure.stacktrace.slice(0, BRIEF), concurrent: [] };
  });
}

const cut = <T extends { readonly stacktrace: string }>(thrown: T): T => ({
  ...thrown,
  stacktrace: thrown.stacktrace.slice(0, LONGEST),
});
