import type { Fault } from '../fault.ts';
import { momentNow } from '../moments.ts';
import { whole } from '../victims.ts';

/** Times as long as usual the main method works before it submits the job. */
const SLOWER = { mild: 4, clear: 6, severe: 12 };
/** Somebody deploys within so many minutes. */
const WITHIN = 10;

export const startupTimeout: Fault = {
  problem: 'startup-timeout-5-minutes',
  title: 'The job does not start within five minutes',
  truth:
    'The new release loads a large table in its main method: that takes longer than the five minutes that the service waits for a job.',
  victims: whole,
  strain({ severity }, strain) {
    strain.control.startup *= SLOWER[severity];
  },
  asks: (context) => (momentNow(context, WITHIN) === null ? null : 'update'),
};
