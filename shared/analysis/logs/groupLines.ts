import type { Point } from '../../model/application.ts';
import type { Cause, LogGroup, LogRecord } from '../../model/logs.ts';
import { logLevels } from '../../model/logs.ts';
import type { Millis } from '../../units/units.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '../../units/units.ts';
import type { JoinedLine } from './joinLines.ts';
import { joinLines } from './joinLines.ts';
import { shortName } from './readLine.ts';
import { chainSignature, lineSignature, rootOf } from './signature.ts';
import { readStackTrace } from './stackTrace.ts';

export interface GroupRange {
  readonly from: Millis;
  readonly to: Millis;
  /** Until when the application ran well; null: not known. */
  readonly goodUntil: Millis | null;
}

interface Gathered {
  readonly first: Millis;
  newest: JoinedLine;
  causes: readonly Cause[];
  severity: number;
  count: number;
  readonly perBucket: number[];
}

/**
 * Groups lines that say the same, most recent first. The records are oldest first; those before `from` are not counted, they only tell since
 * when a group has been seen. A group is new when no line from before `goodUntil` says it, if anything is known of that time.
 */
export function groupLines(records: readonly LogRecord[], { from, to, goodUntil }: GroupRange): LogGroup[] {
  const bucket = bucketOf(from, to);
  const start = millis(Math.floor(from / bucket) * bucket);
  const buckets = Math.max(1, Math.ceil((to - start) / bucket));
  const groups = new Map<string, Gathered>();
  // Since when it is known what was said: nothing at all can be what was said.
  let known: number = from;

  for (const line of joinLines(records)) {
    const { at } = line.record;
    if (at >= to) continue;
    known = Math.min(known, at);
    const causes = readStackTrace(line.trace);
    const signature = causes.length > 0 ? chainSignature(causes) : lineSignature(line.logger ?? '', line.text);
    let group = groups.get(signature);
    if (group === undefined) {
      group = { first: at, newest: line, causes, severity: 0, count: 0, perBucket: Array<number>(buckets).fill(0) };
      groups.set(signature, group);
    }
    if (at < from) continue;
    group.newest = line;
    group.causes = causes;
    group.severity = Math.max(group.severity, severityOf(line, causes));
    group.count += 1;
    const n = Math.floor((at - start) / bucket);
    group.perBucket[n] = (group.perBucket[n] ?? 0) + 1;
  }

  const seen = Array.from(groups).filter(([, { count }]) => count > 0);
  return seen
    .map(([signature, group]): LogGroup => {
      const { newest, causes, first, count, perBucket } = group;
      return {
        signature,
        level: logLevels[group.severity] ?? 'INFO',
        logger: newest.logger ?? '',
        title: titleOf(newest, causes),
        causes: [...causes],
        first,
        last: newest.record.at,
        count,
        trend: perBucket.map((value, i): Point => [millis(start + i * bucket), value]),
        isNew: goodUntil !== null && known < goodUntil && first >= goodUntil,
        sample: newest.record,
      };
    })
    .sort((a, b) => b.last - a.last || b.count - a.count || (a.signature < b.signature ? -1 : 1));
}

/** The real exception names its group: the class and the message of the root of the chain. */
function titleOf({ text }: JoinedLine, causes: readonly Cause[]): string {
  const root = rootOf(causes);
  const [said = ''] = (root === undefined ? text : root.message).split('\n', 1);
  const title = root === undefined ? said : `${shortName(root.exception)}${said === '' ? '' : `: ${said}`}`;
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
}
const LONGEST_TITLE = 300;

const names: Readonly<Record<string, (typeof logLevels)[number]>> = {
  TRACE: 'DEBUG',
  DEBUG: 'DEBUG',
  INFO: 'INFO',
  WARN: 'WARN',
  WARNING: 'WARN',
  ERROR: 'ERROR',
  FATAL: 'ERROR',
  CRITICAL: 'ERROR',
};

/** How bad a line says it is; an exception that nobody gave a level is an error. */
function severityOf({ level }: JoinedLine, causes: readonly Cause[]): number {
  const printed = level === null ? undefined : names[level.toUpperCase()];
  return logLevels.indexOf(printed ?? (causes.length > 0 ? 'ERROR' : 'INFO'));
}

/** Round lengths of time; the smallest that draws the range in at most sixty of them. */
const lengths = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  DAY,
];

function bucketOf(from: Millis, to: Millis): number {
  const range = Math.max(1, to - from);
  return lengths.find((length) => range / length <= 60) ?? Math.ceil(range / 60 / DAY) * DAY;
}
