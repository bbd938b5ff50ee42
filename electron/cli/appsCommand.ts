import { SECOND, millis } from '#shared/units/units.ts';
import { parseArguments } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { askApps, exitCode } from './apps.ts';
import { connectionArguments } from './connectionArguments.ts';
import { fleetTable } from './fleetTable.ts';
import { openEngine } from './openEngine.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { refused } from './terminal.ts';

/** `streamgauge apps`: the applications and their health. */
export async function appsCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const flags = parseArguments(
    {
      ...connectionArguments,
      app: { kind: 'text' },
      minutes: { kind: 'number', min: 0, max: 1440 },
      json: { kind: 'switch' },
      settings: { kind: 'text' },
    },
    argv,
  );
  if (!flags.ok) return refused(terminal, flags.error);
  const { app, minutes = 0, json } = flags.value;
  const opened = await openEngine(flags.value);
  if (!opened.ok) return refused(terminal, opened.error);
  const { engine, connections } = opened.value;
  try {
    const answer = await askApps(engine, { connections, app, minutes, patience: millis(40 * SECOND), clock: systemClock });
    if (!answer.ok) return refused(terminal, answer.error);
    const { applications, at, unclear } = answer.value;
    if (json) terminal.say(`${JSON.stringify({ applications })}\n`);
    else if (applications.length > 0) terminal.say(fleetTable(applications, at));
    if (applications.length === 0 && unclear.length === 0) terminal.complain('The connection has no applications.');
    for (const sentence of unclear) terminal.complain(sentence);
    return exitCode(answer.value);
  } finally {
    await engine.close();
  }
}
