import type { ConnectionView } from '#shared/model/connection.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { alarmFormats } from '#shared/model/alarms/plan.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { parseArguments, thereIsNo } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { askAlarms, coverageCode } from './alarms.ts';
import { exportAlarms } from './alarmsExport.ts';
import { alarmsJson, alarmsTables } from './alarmsOutput.ts';
import { connectionArguments } from './connectionArguments.ts';
import { openEngine } from './openEngine.ts';
import type { Session } from './session.ts';
import { createSession } from './session.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { refused } from './terminal.ts';

const whiches = ['missing', 'wanting', 'all'] as const;

/** `streamgauge alarms`: which of the recommended alarms the applications have, and the others as code. */
export async function alarmsCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const flags = parseArguments(
    {
      ...connectionArguments,
      app: { kind: 'text' },
      minutes: { kind: 'number', min: 0, max: 1440 },
      json: { kind: 'switch' },
      check: { kind: 'switch' },
      export: { kind: 'text' },
      which: { kind: 'text' },
      dashboard: { kind: 'switch' },
      out: { kind: 'text' },
      settings: { kind: 'text' },
    },
    argv,
  );
  if (!flags.ok) return refused(terminal, flags.error);
  const { app, minutes = 0, json, check, dashboard, out } = flags.value;
  const format = alarmFormats.find((each) => each === flags.value.export);
  if (flags.value.export !== undefined && format === undefined)
    return refused(terminal, thereIsNo('export', flags.value.export, alarmFormats));
  const which = whiches.find((each) => each === flags.value.which);
  if (flags.value.which !== undefined && which === undefined)
    return refused(terminal, thereIsNo('which', flags.value.which, whiches));
  const stray = format === undefined ? strayWithout(flags.value) : check ? 'check' : json ? 'json' : null;
  if (stray !== null)
    return refused(terminal, `--${stray}: ${format === undefined ? 'goes only with --export' : 'does not go with --export'}.`);

  const opened = await openEngine(flags.value, 'beside');
  if (!opened.ok) return refused(terminal, opened.error);
  const { engine, connections } = opened.value;
  try {
    const session = createSession(engine, systemClock);
    const managed = await managedOf(session, connections, terminal.stopped);
    if (managed.length === 0)
      return refused(terminal, 'The connection has no alarms of CloudWatch: it is a cluster of your own.');
    const answer = await askAlarms(session, { connections: managed, app, minutes, signal: terminal.stopped });
    if (!answer.ok) return refused(terminal, answer.error);
    const { rows, unclear } = answer.value;
    for (const sentence of unclear) terminal.complain(sentence);
    if (rows.length === 0) {
      if (unclear.length === 0) terminal.complain('The connection has no applications.');
      if (json) terminal.say(alarmsJson(rows));
      return unclear.length === 0 ? 0 : 2;
    }
    if (format !== undefined)
      return await exportAlarms(session, rows, { format, which: which ?? 'missing', dashboard, out }, terminal);
    terminal.say(json ? alarmsJson(rows) : alarmsTables(rows));
    return check ? coverageCode(answer.value) : 0;
  } finally {
    await engine.close();
  }
}

const strayWithout = (flags: {
  readonly which?: string | undefined;
  readonly out?: string | undefined;
  readonly dashboard: boolean;
}) => (flags.which !== undefined ? 'which' : flags.out !== undefined ? 'out' : flags.dashboard ? 'dashboard' : null);

/** Own clusters have no alarms of CloudWatch. */
async function managedOf(session: Session, connections: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const of = (views: readonly ConnectionView[] | undefined) =>
    (views ?? []).filter(({ connection }) => connections.includes(connection.id));
  const [views] = await session.follow({
    topics: [{ kind: 'connections' }],
    tell: ([snapshot]) => snapshot !== undefined && of(valueOf(snapshot)).length === connections.length,
    patience: millis(60 * SECOND),
    signal,
  });
  const known = of(views === undefined ? undefined : valueOf(views));
  return known.flatMap(({ connection }) => (connection.kind === 'flink' ? [] : [connection.id]));
}
