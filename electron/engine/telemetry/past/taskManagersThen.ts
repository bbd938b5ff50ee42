import { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { MINUTE } from '#shared/units/units.ts';
import { shaped } from '../keptShapes.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn } from './pastParts.ts';

/** They are kept once a minute while somebody looks at them; older figures say nothing about a moment. */
const FRESH = 5 * MINUTE;

/** The task managers as they were read last before the moment. */
export function taskManagersThen(then: Then, application: string): Snapshot<TaskManagers> {
  const record = then.history.records.lastBefore(ownerIn(then, application), 'taskManagers', then.moment);
  const kept = record === null ? null : shaped(TaskManagers, record.value);
  if (record === null || kept === null || then.moment - record.at > FRESH)
    return missing(
      'The task managers were not read around that time: they are read only while somebody looks at them.',
      'Choose a moment at which this page was open, or look at the charts of CPU and heap.',
    );
  return live(kept, record.at);
}
