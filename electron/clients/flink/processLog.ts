import type { ProcessLog } from '#shared/model/insight/taskManagers.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { bytes, millis } from '#shared/units/units.ts';
import { zPositive } from './answers.ts';
import { flinkError } from './flinkHttp.ts';
import type { FlinkRest } from './flinkRest.ts';
import { inPath } from './flinkRest.ts';

/** Names the job manager where a process is named; task managers have their ids. */
export const JOB_MANAGER = 'jobmanager';

/** Below it are the logs and the thread dump of a process. */
export const processPath = (process: string): string =>
  process === JOB_MANAGER ? 'jobmanager' : `taskmanagers/${inPath(process)}`;

/** `mtime` is there since Flink 1.17. */
const LogsAnswer = z.object({ logs: z.array(z.object({ name: z.string(), size: zPositive, mtime: zPositive })) });

/** The end of a log file of a task manager, or of the `jobmanager`, with the list of its files. */
export async function readProcessLog(
  rest: FlinkRest,
  wanted: { readonly process: string; readonly file: string | null; readonly bytes: number },
  signal: AbortSignal,
): Promise<Result<ProcessLog>> {
  const path = processPath(wanted.process);
  const listed = await rest.get(`${path}/logs`, LogsAnswer, signal);
  if (!listed.ok) return listed;
  const files = listed.value.logs
    .map(({ name, size, mtime }) => ({ name, size: bytes(size ?? 0), modified: mtime === null ? null : millis(mtime) }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
  const file = wanted.file === null ? files[0] : files.find(({ name }) => name === wanted.file);
  if (file === undefined)
    return wanted.file === null
      ? ok({ files, name: null, text: '', truncated: false })
      : failed(flinkError('not-found', `there is no file ${wanted.file} of this process (any more)`));
  const read = await rest.text(`${path}/logs/${inPath(file.name)}`, wanted.bytes, signal);
  return read.ok ? ok({ files, name: file.name, ...read.value }) : read;
}

/** The process' own log first, then what it printed; those of RocksDB, one a state, last. */
function rank(name: string): number {
  if (/_db_LOG(?:\.old\.\d+)?$/.test(name)) return 4;
  if (name.endsWith('.log')) return 0;
  if (/\.log\.\d+$/.test(name)) return 1;
  return /\.(?:out|err)$/.test(name) ? 2 : 3;
}
