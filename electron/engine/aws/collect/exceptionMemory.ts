import type { Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { refresh } from '../../cadence.ts';
import type { SourceClock } from '../../sourceClock.ts';

/** When the exceptions of each application's job were read last: they are read again when it restarted, or after a while. */
export interface ExceptionMemory {
  isDue(application: string, job: Job): boolean;
  read(application: string, job: Job): void;
  keep(applications: readonly string[]): void;
}

export function exceptionMemory(time: Pick<SourceClock, 'now'>): ExceptionMemory {
  const read = new Map<string, { readonly at: Millis; readonly of: string }>();
  const stateOf = ({ id, state, restarts }: Job): string => `${id}|${state}|${restarts}`;
  return {
    isDue(application, job) {
      const before = read.get(application);
      return before === undefined || before.of !== stateOf(job) || time.now() - before.at >= refresh.exceptions;
    },
    read: (application, job) => void read.set(application, { at: time.now(), of: stateOf(job) }),
    keep(applications) {
      for (const each of read.keys()) if (!applications.includes(each)) read.delete(each);
    },
  };
}
