import type { ThreadDump } from '#shared/model/insight/threads.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { FlinkRest } from './flinkRest.ts';
import { flinkError } from './flinkHttp.ts';

/** Every thread of a task manager, or of the `jobmanager`. `at`: the connection's time of the question. */
export function readThreads(_rest: FlinkRest, _process: string, _at: Millis, _signal: AbortSignal): Promise<Result<ThreadDump>> {
  return Promise.resolve(failed(flinkError('not-found', 'not built')));
}
