import { parseArguments } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { connectionArguments } from './connectionArguments.ts';
import type { FoundApplication } from './findApplication.ts';
import { findApplication } from './findApplication.ts';
import { followLog } from './followLog.ts';
import { askGroups, groupsOutput } from './logGroups.ts';
import { askInsights, insightsOutput } from './logInsights.ts';
import type { Format } from './logOutput.ts';
import { recordsOutput } from './logOutput.ts';
import { openEngine } from './openEngine.ts';
import type { Session } from './session.ts';
import { createSession } from './session.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { refused } from './terminal.ts';
import type { TimeFlags } from './timeRange.ts';
import { timeArguments, timeRange, timeRefusal } from './timeRange.ts';

interface LogsFlags extends TimeFlags {
  readonly pattern?: string | undefined;
  readonly limit?: number | undefined;
  readonly groups: boolean;
  readonly follow: boolean;
  readonly query?: string | undefined;
}

/** `streamgauge logs`: an application's log, searched, grouped, followed or asked. */
export async function logsCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const flags = parseArguments(
    {
      ...connectionArguments,
      ...timeArguments,
      app: { kind: 'text' },
      pattern: { kind: 'text' },
      limit: { kind: 'integer', min: 1, max: 10_000 },
      groups: { kind: 'switch' },
      follow: { kind: 'switch' },
      query: { kind: 'text' },
      json: { kind: 'switch' },
      csv: { kind: 'switch' },
      'show-secrets': { kind: 'switch' },
      settings: { kind: 'text' },
    },
    argv,
  );
  if (!flags.ok) return refused(terminal, flags.error);
  const { json, csv, app } = flags.value;
  if (json && csv) return refused(terminal, '--csv: does not go with --json.');
  const wrong = timeRefusal(flags.value) ?? togetherRefusal(flags.value);
  if (wrong !== null) return refused(terminal, wrong);
  const format: Format = {
    shape: json ? 'json' : csv ? 'csv' : 'text',
    secrets: flags.value['show-secrets'] ? 'shown' : 'masked',
  };

  const opened = await openEngine(flags.value);
  if (!opened.ok) return refused(terminal, opened.error);
  const { engine, connections } = opened.value;
  try {
    const session = createSession(engine, systemClock);
    const found = await findApplication(session, connections, app, terminal.stopped);
    return found.ok ? await run({ session, found: found.value, format, terminal }, flags.value) : refused(terminal, found.error);
  } finally {
    await engine.close();
  }
}

/** What cannot be meant together, in one sentence; null: all can. */
function togetherRefusal({ groups, follow, query, pattern, limit, from, to }: LogsFlags): string | null {
  const modes = [
    ['groups', groups],
    ['follow', follow],
    ['query', query !== undefined],
  ] as const;
  const [first, second] = modes.filter(([, on]) => on).map(([name]) => name);
  if (first !== undefined && second !== undefined) return `--${second}: does not go with --${first}.`;
  const stray = follow ? { pattern, limit, from, to } : query === undefined ? {} : { pattern, limit };
  const [name] = Object.entries(stray).find(([, value]) => value !== undefined) ?? [];
  return name === undefined || first === undefined ? null : `--${name}: does not go with --${first}.`;
}

interface Parts {
  readonly session: Session;
  readonly found: FoundApplication;
  readonly format: Format;
  readonly terminal: Terminal;
}

async function run({ session, found, format, terminal }: Parts, flags: LogsFlags): Promise<ExitCode> {
  const { pattern = '', limit, groups, follow, query, minutes } = flags;
  if (follow) return followLog(session, found, { minutes: minutes ?? null, format, terminal });
  const range = timeRange(flags, found.now);
  if (!range.ok) return refused(terminal, range.error);
  if (query !== undefined) {
    const ran = await askInsights(session, found, { query, range: range.value, signal: terminal.stopped });
    if (!ran.ok) return refused(terminal, ran.error);
    const { text, facts } = insightsOutput(ran.value, format);
    terminal.say(text);
    terminal.complain(facts);
    return ran.value.status === 'complete' ? 0 : 2;
  }
  if (groups) {
    const grouped = await askGroups(session, found, {
      pattern,
      range: range.value,
      limit: limit ?? null,
      signal: terminal.stopped,
    });
    if (!grouped.ok) return refused(terminal, grouped.error);
    if (grouped.value.groups.length > 0 || format.shape !== 'text') terminal.say(groupsOutput(found, grouped.value, format));
    if (grouped.value.groups.length === 0) terminal.complain('No line of this time tells of trouble.');
    return 0;
  }
  const answer = await session.call('logs.search', {
    ref: found.ref,
    pattern,
    ...range.value,
    limit: limit ?? DEFAULT_LIMIT,
    source: 'service',
  });
  if (!answer.ok) return refused(terminal, `${answer.error.message} ${answer.error.remedy}`);
  const { records, truncated } = answer.value;
  terminal.say(recordsOutput(found, { ...range.value, records, truncated }, format));
  if (records.length === 0) terminal.complain('No line of this time matches.');
  if (truncated) terminal.complain(`There are more: these are the newest ${records.length}; --limit takes more.`);
  return 0;
}

const DEFAULT_LIMIT = 100;
