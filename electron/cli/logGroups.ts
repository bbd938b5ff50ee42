import { groupLines } from '#shared/analysis/logs/groupLines.ts';
import { toCsv } from '#shared/analysis/logs/toCsv.ts';
import type { LogGroups } from '#shared/model/logs.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
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
  /** Empty: what tells of trouble, which the engine groups itself and knows what is new in. */
  readonly pattern: string;
  readonly range: TimeRange;
  readonly limit: number | null;
  readonly signal: AbortSignal;
}

const PATIENCE = millis(60 * SECOND);
const MOST_LINES = 10_000;
/** The ranges that the engine groups. */
const [SHORTEST, LONGEST] = [5, 20_160];

/** What the lines of a range say, each once, most recent first. A failure is one sentence. */
export async function askGroups(
  session: Session,
  { ref, now }: FoundApplication,
  { pattern, range, limit, signal }: GroupsAsked,
): Promise<Result<LogGroups, string>> {
  const minutes = Math.round((range.to - range.from) / MINUTE);
  if (pattern === '' && limit === null && range.to === now && minutes >= SHORTEST && minutes <= LONGEST) {
    const [snapshot] = await session.follow({
      topics: [{ kind: 'logGroups', ref, minutes }],
      tell: ([each]) => each?.state !== 'waiting',
      patience: PATIENCE,
      signal,
    });
    if (snapshot?.state === 'live' || snapshot?.state === 'stale') return ok(snapshot.value);
    return failed(
      snapshot?.state === 'failed' ? `${snapshot.error.message} ${snapshot.error.remedy}` : 'No answer came in time.',
    );
  }
  const answer = await session.call('logs.search', { ref, pattern, ...range, limit: limit ?? MOST_LINES, source: 'service' });
  if (!answer.ok) return failed(`${answer.error.message} ${answer.error.remedy}`);
  const groups = groupLines(answer.value.records, { ...range, goodUntil: null });
  return ok({ groups, ...range, goodUntil: null, lines: answer.value.records.length });
}

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
