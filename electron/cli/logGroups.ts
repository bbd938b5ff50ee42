import { groupLines } from '#shared/analysis/logs/groupLines.ts';
import { toCsv } from '#shared/analysis/csv.ts';
import type { LogGroups } from '#shared/model/logs.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { FoundApplication } from './findApplication.ts';
import type { Format } from './logOutput.ts';
import { lineParts, shownAs } from './logOutput.ts';
import type { Session } from './session.ts';
import { sparkline } from './sparkline.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import type { TimeRange } from './timeRange.ts';
import { isoTime } from './timeRange.ts';

interface GroupsAsked {
  /** Empty: what tells of trouble. */
  readonly pattern: string;
  readonly range: TimeRange;
  readonly limit: number | null;
  readonly signal: AbortSignal;
}

/** Warnings and errors, as the service writes them (guide p. 454). */
const TROUBLE = '{ ($.messageType = "ERROR") || ($.messageType = "WARN") }';
const MOST_LINES = 10_000;
const PATIENCE = millis(20 * SECOND);

/** What the lines of a range say, each once, most recent first. A failure is one sentence. */
export async function askGroups(
  session: Session,
  found: Pick<FoundApplication, 'ref' | 'now'>,
  { pattern, range, limit, signal }: GroupsAsked,
): Promise<Result<LogGroups, string>> {
  const answer = await session.call('logs.search', {
    ref: found.ref,
    pattern: pattern === '' ? TROUBLE : pattern,
    ...range,
    limit: limit ?? MOST_LINES,
    source: 'service',
  });
  if (!answer.ok) return failed(`${answer.error.message} ${answer.error.remedy}`);
  const { records } = answer.value;
  const goodUntil = records.length === 0 ? null : await lastGood(session, found, range, signal);
  return ok({ groups: groupLines(records, { ...range, goodUntil }), ...range, goodUntil, lines: records.length });
}

/** Until when the application ran well, by what the desktop app keeps; null: not known. */
async function lastGood(
  session: Session,
  { ref, now }: Pick<FoundApplication, 'ref' | 'now'>,
  { from, to }: TimeRange,
  signal: AbortSignal,
): Promise<Millis | null> {
  // Of an earlier time, what was said since then would count as said before.
  if (to !== now) return null;
  const minutes = Math.min(LONGEST, Math.max(SHORTEST, Math.ceil((to - from) / MINUTE)));
  const [snapshot] = await session.follow({
    topics: [{ kind: 'logGroups', ref, minutes }],
    tell: ([each]) => each?.state !== 'waiting',
    patience: PATIENCE,
    signal,
  });
  return (snapshot === undefined ? undefined : valueOf(snapshot))?.goodUntil ?? null;
}

/** The ranges that the engine groups, in minutes. */
const [SHORTEST, LONGEST] = [5, 20_160];

const WIDTH = 30;

/** Groups for a terminal or a program. */
export function groupsOutput(
  { name, ref }: Pick<FoundApplication, 'name' | 'ref'>,
  { groups, from, to, goodUntil, lines }: LogGroups,
  format: Format,
): string {
  const shown = shownAs(format);
  switch (format.shape) {
    case 'text':
      return table(
        [
          ['LEVEL', 'COUNT', 'NEW', 'FIRST SEEN', 'LAST SEEN', 'TREND', 'WHAT'],
          ...groups.map(({ level, count, isNew, first, last, trend, title }) => [
            level,
            String(count),
            isNew ? 'new' : '',
            isoTime(first),
            isoTime(last),
            sparkline(
              trend.map(([, value]) => value),
              WIDTH,
            ),
            printable(shown(title)),
          ]),
        ],
        [1],
      );
    case 'csv':
      return toCsv([
        ['level', 'count', 'new', 'first seen', 'last seen', 'what', 'logger', 'exceptions'],
        ...groups.map(({ level, count, isNew, first, last, title, logger, causes }) => [
          level,
          String(count),
          String(isNew),
          isoTime(first),
          isoTime(last),
          shown(title),
          logger,
          causes.map(({ exception }) => exception).join(' < '),
        ]),
      ]);
    case 'json':
      return `${JSON.stringify({
        application: name,
        id: ref.id,
        from: isoTime(from),
        to: isoTime(to),
        goodUntil: goodUntil === null ? null : isoTime(goodUntil),
        lines,
        groups: groups.map((group) => ({
          ...group,
          title: shown(group.title),
          causes: group.causes.map((cause) => ({ ...cause, message: shown(cause.message) })),
          first: isoTime(group.first),
          last: isoTime(group.last),
          trend: group.trend.map(([at, value]) => [isoTime(at), value]),
          sample: lineParts(group.sample, format),
        })),
      })}\n`;
  }
}
