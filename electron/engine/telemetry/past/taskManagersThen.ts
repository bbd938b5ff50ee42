import type { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Then } from './pastParts.ts';
import { missing } from './pastParts.ts';

export const taskManagersThen = (_then: Then, _application: string): Snapshot<TaskManagers> => missing('Not built yet.');
