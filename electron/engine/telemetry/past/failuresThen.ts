import type { JobFailures } from '#shared/model/insight/failures.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { keptFailures } from '../keptFailures.ts';
import type { Then } from './pastParts.ts';
import { live, ownerIn } from './pastParts.ts';

/** The failures that an application had had by a moment. */
export const failuresThen = (then: Then, application: string): Snapshot<JobFailures> =>
  live(keptFailures(then.history, ownerIn(then, application), then.moment), then.moment);
