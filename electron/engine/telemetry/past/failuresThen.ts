import type { JobFailures } from '#shared/model/insight/failures.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Then } from './pastParts.ts';
import { missing } from './pastParts.ts';

export const failuresThen = (_then: Then, _application: string): Snapshot<JobFailures> => missing('Not built yet.');
