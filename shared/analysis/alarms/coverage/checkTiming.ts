import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import type { FoundFault } from '../../../model/alarms/status.ts';
import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import { formatMillis } from '../../../units/format.ts';
import { thresholds } from '../../thresholds.ts';
import type { Check } from './judged.ts';

const { coverage: limits } = thresholds;

/** Figures come once a minute. A longer period is borne where a few minutes more or less mean nothing. */
export const checkPeriod: Check = ({ entry, read: { period } }) => {
  const longest = strict(entry) ? entry.period : limits.longestPeriod;
  if (period >= entry.period && period <= longest) return [];
  const text =
    period < entry.period
      ? `Its period of ${formatMillis(period)} is shorter than the minute in which a figure comes: most of its periods have none.`
      : `Its period of ${formatMillis(period)} ${hides(entry, period)}.`;
  return [{ fault: 'period', text, remedy: `Take a period of ${formatMillis(entry.period)}.` }];
};

/** An outage, a failure and a share of a minute are told minute by minute. */
const strict = ({ watching, severity }: AlarmEntry): boolean => severity === 'critical' || watching.kind === 'shareOfMinute';

function hides({ id, watching }: AlarmEntry, period: Millis): string {
  if (watching.kind === 'shareOfMinute')
    return 'does not go with a share of 60,000 ms: the guide’s expression is that of one minute';
  if (id === 'downtime') return `tells an outage up to ${formatMillis(period)} late, and a short one as a long one`;
  if (watching.kind === 'rate') return 'makes one failure look like several: it is spread over two periods';
  return 'levels out what lasts some minutes';
}

/** How long it takes to tell, and how easily it tells what is nothing. */
export const checkEvaluation: Check = ({ entry, read: { alarm, period } }) => {
  const n = alarm.evaluationPeriods;
  const m = alarm.datapointsToAlarm ?? n;
  const [needed, own] = [m * period, entry.datapointsToAlarm * entry.period];
  const mOfN = `${m} of ${n} datapoints of ${formatMillis(period)}`;
  const remedy = `Take ${entry.datapointsToAlarm} of ${entry.evaluationPeriods} datapoints of ${formatMillis(entry.period)}.`;
  const found = (text: string): readonly FoundFault[] => [{ fault: 'evaluation', text, remedy }];
  const latest = entry.severity === 'critical' ? limits.latest.critical : limits.latest.warning;
  if (needed > Math.max(latest, own))
    return found(`${mOfN} tell after ${formatMillis(millis(needed))} at the earliest: ${late(entry)}.`);
  if (n * period > Math.max(limits.longestMemory, entry.evaluationPeriods * entry.period))
    return found(`${mOfN}: it stays in ALARM for up to ${formatMillis(millis(n * period))} after all is well again.`);
  if (entry.severity === 'warning' && needed < Math.min(limits.noisy, own))
    return found(`${mOfN}: a single figure fires it, and figures of ${entry.short} leap in normal times.`);
  return [];
};

const late = ({ severity }: AlarmEntry): string =>
  severity === 'critical' ? 'most outages are over or noticed by others by then' : 'by then it is no longer a warning';
