import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '#shared/analysis/groupBy.ts';
import type { AlarmChoice, AlarmCode, AlarmFormat } from '#shared/model/alarms/plan.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Session } from './session.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { printable, refused } from './terminal.ts';

export interface Export {
  readonly format: AlarmFormat;
  readonly which: AlarmChoice['which'];
  readonly dashboard: boolean;
  /** A folder; undefined: to standard output. */
  readonly out: string | undefined;
}

/** Prints the alarms of these applications as code, or writes them into a folder. */
export async function exportAlarms(
  session: Pick<Session, 'call'>,
  rows: readonly AlarmRow[],
  wanted: Export,
  terminal: Terminal,
): Promise<ExitCode> {
  const { out } = wanted;
  const read = await askCode(session, rows, wanted);
  if (!read.ok) return refused(terminal, read.error);
  const { files, alarms, left } = read.value;
  for (const sentence of leftWords(left)) terminal.complain(sentence);
  const [only, ...more] = files;
  if (only === undefined) {
    terminal.complain('No alarm is left to write.');
    // What nothing is known of may have to be written yet.
    return rows.some(({ cells }) =>
      cells.some(({ coverage, threshold }) => coverage === 'unknown' || isOpen(coverage, threshold)),
    )
      ? 2
      : 0;
  }
  if (out === undefined) {
    if (more.length > 0)
      return refused(
        terminal,
        `--out: name a folder: these are ${files.length} files, ${files.map(({ name }) => name).join(', ')}.`,
      );
    terminal.say(only.text);
    return 0;
  }
  const written = writeFiles(out, files);
  if (!written.ok) return refused(terminal, written.error);
  terminal.complain(
    `${alarms} ${alarms === 1 ? 'alarm' : 'alarms'} written to ${files.map(({ name }) => join(out, name)).join(', ')}.`,
  );
  return 0;
}

const isOpen = (coverage: AlarmRow['cells'][number]['coverage'], threshold: number | null): boolean =>
  threshold === null && (coverage === 'missing' || coverage === 'wrong');

async function askCode(
  session: Pick<Session, 'call'>,
  rows: readonly AlarmRow[],
  { format, which, dashboard }: Export,
): Promise<Result<AlarmCode, string>> {
  const connections = [...new Set(rows.map(({ ref }) => ref.connection))];
  const codes: AlarmCode[] = [];
  for (const connection of connections) {
    const applications = rows.flatMap(({ ref }) => (ref.connection === connection ? [ref.id] : []));
    const answer = await session.call('alarms.export', {
      choice: { connection, applications, alarms: null, which },
      format,
      dashboard,
    });
    if (!answer.ok) return failed(`${answer.error.message} ${answer.error.remedy}`);
    const { files } = answer.value;
    // Two accounts may have files for the same region.
    const named = connections.length === 1 ? files : files.map(({ name, text }) => ({ name: `${connection}-${name}`, text }));
    codes.push({ ...answer.value, files: named });
  }
  return ok({
    files: codes.flatMap(({ files }) => files),
    alarms: codes.reduce((sum, { alarms }) => sum + alarms, 0),
    left: codes.flatMap(({ left }) => left),
  });
}

/** A line for each reason of each application. */
function leftWords(left: AlarmCode['left']): readonly string[] {
  const byReason = groupBy(left, ({ name, reason }) => `${name}\n${reason}`);
  return Array.from(byReason.values(), (same) => {
    const [{ name, reason } = { name: '', reason: '' }] = same;
    return `${printable(name)}: left out ${same.map(({ alarm }) => alarm).join(', ')}: ${printable(reason)}`;
  });
}

function writeFiles(out: string, files: AlarmCode['files']): Result<null, string> {
  try {
    mkdirSync(out, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(out, name), text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
    return ok(null);
  } catch (thrown) {
    return failed(`--out: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
  }
}
