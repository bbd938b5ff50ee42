import type { Service } from '../service.ts';
import { describeLogGroups } from './describeLogGroups.ts';
import { describeLogStreams } from './describeLogStreams.ts';
import { filterLogEvents } from './filterLogEvents.ts';

/** Amazon CloudWatch Logs, API 2014-03-28. */
export const logs: Service = {
  target: 'Logs_20140328',
  signingName: 'logs',
  jsonVersion: '1.1',
  invalid: 'InvalidParameterException',
  queryCodes: null,
  operations: [describeLogGroups, describeLogStreams, filterLogEvents],
};
