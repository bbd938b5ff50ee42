import { ok } from '#shared/model/sourceError.ts';
import type { FlinkAnswer } from '../scope.ts';

/** GET …/profiler: what async-profiler has recorded. Who may only look cannot start it. */
export const profilings = (): FlinkAnswer => ok({ profilingList: [] });
