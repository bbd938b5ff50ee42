import type { AlarmFault } from '../../model/alarms/status.ts';

/** What is wrong with an alarm, in a few words that stand for themselves. */
export const faultWords: Readonly<Record<AlarmFault, string>> = {
  'no-such-metric': 'metric does not exist',
  'no-such-dimension': 'dimensions match nothing',
  statistic: 'another statistic',
  period: 'unsuitable period',
  'raw-counter': 'raw counter instead of its rate',
  expression: 'another expression',
  comparison: 'compares the wrong way',
  threshold: 'threshold far off',
  'missing-data': 'missing data taken the wrong way',
  evaluation: 'M of N too long or too short',
  'no-action': 'no action',
  'actions-disabled': 'actions are switched off',
};

/** All of them in a row. */
export const faultsWords = (faults: readonly AlarmFault[]): string => faults.map((fault) => faultWords[fault]).join(', ');
