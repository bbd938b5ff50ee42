import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import { comparisons } from '#shared/model/alarm.ts';
import { UNKNOWN, formatMillis } from '#shared/units/format.ts';
import { firesAt } from './figure.ts';

/** `Maximum of heapMemoryUtilization`, or the expression and what is in it. */
export function comparedWords({ metric, statistic, queries }: Alarm): string {
  if (metric !== null) return `${statistic ?? UNKNOWN} of ${metric.metric}`;
  const compared = queries.find(({ returnData }) => returnData);
  const parts = queries.flatMap(({ id, metric: of, statistic: by }) =>
    of === null ? [] : [`${id}: ${by ?? UNKNOWN} of ${of.metric}`],
  );
  return `${compared?.expression ?? compared?.id ?? UNKNOWN} (${parts.join(', ')})`;
}

/** `> 90 %`; without a known unit the figure as it is. */
export function firesWords({ comparison, threshold }: Alarm, unit: AlarmEntry['unit'] | null): string {
  const known = comparisons.find((each) => each === comparison);
  if (threshold === null || known === undefined) return comparison;
  return firesAt(threshold, { comparison: known, unit: unit ?? 'Count' });
}

/** `3 of 5 × 1 min` */
export const evaluatedWords = ({ period, queries, evaluationPeriods, datapointsToAlarm }: Alarm): string => {
  const each = period ?? queries.find((query) => query.period !== null)?.period ?? null;
  return `${datapointsToAlarm ?? evaluationPeriods} of ${evaluationPeriods}${each === null ? '' : ` × ${formatMillis(each)}`}`;
};
