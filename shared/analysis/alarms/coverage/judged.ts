import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import type { FoundFault } from '../../../model/alarms/status.ts';
import type { AlarmSubject } from '../../../model/alarms/subject.ts';
import type { Threshold } from '../../../model/alarms/threshold.ts';
import type { Watch } from '../watch.ts';
import type { About } from './about.ts';
import type { ReadAlarm } from './reading.ts';

/** An alarm of the account beside the recommended one that it is meant as. */
export interface Judged {
  readonly entry: AlarmEntry;
  readonly subject: AlarmSubject;
  readonly watch: Watch;
  readonly threshold: Threshold | null;
  readonly read: ReadAlarm;
  readonly about: About;
}

/** One way in which an alarm can be wrong. */
export type Check = (judged: Judged) => readonly FoundFault[];
