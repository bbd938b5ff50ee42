import type { AlarmSubject } from '../../model/alarms/subject.ts';
import type { CodedAlarm } from '../coded.ts';
import { fingerprint } from '../identifiers.ts';
import type { Value } from '../texts.ts';
import { laidOut } from './layout.ts';
import { sectionsOf } from './sections.ts';

export interface Dashboard {
  /** Letters, digits, `-` and `_`; one account has it once, whatever the region. */
  readonly name: string;
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
  readonly body: Value;
}

/** What is shown of an application. */
export interface Shown {
  readonly subject: Pick<AlarmSubject, 'ref' | 'name' | 'region' | 'flink' | 'lags' | 'series'>;
  /** Every recommended alarm of which there is a definition, whoever made it: their thresholds are drawn. */
  readonly alarms: readonly CodedAlarm[];
  /** Names of the account's alarms whose state is shown: there already, or with this dashboard. */
  readonly stateOf: readonly string[];
}

/** The dashboard of an application: its health, its resources, how it gets on, its sources; alarms' thresholds as lines. */
export const dashboardOf = (shown: Shown): Dashboard => ({
  name: dashboardName(shown.subject),
  body: { start: '-PT3H', periodOverride: 'inherit', widgets: laidOut(sectionsOf(shown)) },
});

/** The same application gives the same name, and no two share one. */
function dashboardName({ name, region }: Pick<AlarmSubject, 'name' | 'region'>): string {
  const whole = `flink-${name}-${region}`;
  const safe = whole.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 230);
  return safe === whole ? safe : `${safe}-${fingerprint(whole)}`;
}
