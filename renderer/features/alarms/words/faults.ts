import type { AlarmFault } from '#shared/model/alarms/status.ts';

/** What is wrong with an alarm, in two or three words. */
export const faultWords: Readonly<Record<AlarmFault, string>> = {
  'no-such-metric': 'metric does not exist',
  'no-such-dimension': 'dimensions match nothing',
  statistic: 'statistic',
  period: 'period',
  'raw-counter': 'raw counter instead of its rate',
  expression: 'expression',
  comparison: 'comparison',
  threshold: 'threshold',
  'missing-data': 'treatment of missing data',
  evaluation: 'evaluation periods',
  'no-action': 'no action',
  'actions-disabled': 'actions are switched off',
};
