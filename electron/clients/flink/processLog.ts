import type { ProcessLog } from '#shared/model/insight/taskManagers.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { FlinkRest } from './flinkRest.ts';
import { flinkError } from './flinkHttp.ts';

/** The end of a log file of a task manager, or of the `jobmanager`, with the list of its files. */
export function readProcessLog(
  _rest: FlinkRest,
  _wanted: { readonly process: string; readonly file: string | null; readonly bytes: number },
  _signal: AbortSignal,
): Promise<Result<ProcessLog>> {
  return Promise.resolve(failed(flinkError('not-found', 'not built')));
}
