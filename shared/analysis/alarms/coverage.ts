import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import type { Alarm } from '../../model/alarm.ts';
import type { AlarmCoverage, FoundFault } from '../../model/alarms/status.ts';
import type { AlarmSubject } from '../../model/alarms/subject.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';
import type { Watch } from './watch.ts';

export interface CoverageQuestion {
  readonly alarm: AlarmEntry;
  readonly subject: AlarmSubject;
  readonly watch: Watch;
  /** The threshold that holds; null: not known yet. */
  readonly threshold: Threshold | null;
  /** The account's alarms about this application (`Alarm.applications` has its name). */
  readonly alarms: readonly Alarm[];
}

export interface Coverage {
  readonly coverage: AlarmCoverage;
  readonly reason: string | null;
  /** Alarms that are about the same thing, the right ones first, with what is wrong with each. */
  readonly matched: readonly { readonly alarm: Alarm; readonly faults: readonly FoundFault[] }[];
}

/** Whether the account has a recommended alarm for an application, and whether it is right (guide pp. 443-453). */
export function judgeCoverage({ watch }: CoverageQuestion): Coverage {
  return watch.kind === 'watched'
    ? { coverage: 'missing', reason: null, matched: [] }
    : { coverage: watch.kind, reason: watch.reason, matched: [] };
}
