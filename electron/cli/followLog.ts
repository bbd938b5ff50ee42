import { toCsv } from '#shared/analysis/csv.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { FoundApplication } from './findApplication.ts';
import type { Format } from './logOutput.ts';
import { LINE_COLUMNS, lineCells, lineParts, lineText } from './logOutput.ts';
import type { Session } from './session.ts';
import type { ExitCode, Terminal } from './terminal.ts';

interface FollowAsked {
  /** How long, in the connection's time; null: until it is stopped. */
  readonly minutes: number | null;
  readonly format: Format;
  readonly terminal: Terminal;
}

/** Prints what the log has and then what comes, oldest first, until it is stopped; one JSON object a line for programs. */
export async function followLog(
  session: Session,
  { ref }: FoundApplication,
  { minutes, format, terminal }: FollowAsked,
): Promise<ExitCode> {
  const { say, complain, stopped } = terminal;
  const fresh = freshLines();
  let begun: Millis | null = null;
  let trouble: string | null = null;
  if (format.shape === 'csv') say(toCsv([LINE_COLUMNS]));
  await session.follow({
    topics: [{ kind: 'logTail', ref }],
    patience: null,
    signal: stopped,
    tell([snapshot]) {
      if (snapshot === undefined || snapshot.state === 'waiting') return false;
      const told = snapshot.state === 'live' ? null : `${snapshot.error.message} ${snapshot.error.remedy}`;
      // A failure that goes on is told once.
      if (told !== null && told !== trouble) complain(told);
      trouble = told;
      if (snapshot.state === 'failed') return snapshot.error.kind === 'not-found' || snapshot.error.kind === 'access-denied';
      const { records, readTo } = snapshot.value;
      for (const record of fresh(records)) say(printed(record, format));
      begun ??= readTo;
      return minutes !== null && readTo - begun >= minutes * MINUTE;
    },
  });
  return trouble === null ? 0 : 2;
}

function printed(record: LogRecord, format: Format): string {
  switch (format.shape) {
    case 'text':
      return `${lineText(record, format)}\n`;
    case 'csv':
      return toCsv([lineCells(record, format)]);
    case 'json':
      return `${JSON.stringify(lineParts(record, format))}\n`;
  }
}

/** Tells of the newest lines, as they are told again and again, those that were not told before. */
function freshLines(): (records: readonly LogRecord[]) => readonly LogRecord[] {
  let told = new Map<string, number>();
  return (records) => {
    const now = new Map<string, number>();
    const fresh: LogRecord[] = [];
    for (const record of records) {
      const key = `${record.at} ${record.stream} ${record.message}`;
      const nth = (now.get(key) ?? 0) + 1;
      now.set(key, nth);
      if (nth > (told.get(key) ?? 0)) fresh.push(record);
    }
    told = now;
    return fresh;
  };
}
