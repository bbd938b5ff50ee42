import type { AlarmCell } from '#shared/model/alarms/status.ts';

/** What a cell shows first, the most pressing first. */
export const sights = ['alarm', 'own-alarm', 'wrong', 'missing', 'no-data', 'covered', 'unknown', 'not-applicable'] as const;
export type Sight = (typeof sights)[number];

/** What stands out: an alarm that fires, then what its coverage lacks. */
export function sightOf({ coverage, state, own }: Pick<AlarmCell, 'coverage' | 'state' | 'own'>): Sight {
  if (coverage === 'not-applicable') return coverage;
  if (state === 'ALARM') return 'alarm';
  if (own === 'ALARM') return 'own-alarm';
  if (coverage === 'covered' && state === 'INSUFFICIENT_DATA') return 'no-data';
  return coverage;
}

export const isFiring = (cell: AlarmCell): boolean => {
  const sight = sightOf(cell);
  return sight === 'alarm' || sight === 'own-alarm';
};

/** What somebody has to see to: the account has no right alarm for it. */
export const isGap = ({ coverage }: Pick<AlarmCell, 'coverage'>): boolean => coverage === 'missing' || coverage === 'wrong';

export const sightWords: Readonly<Record<Sight, string>> = {
  alarm: 'Firing in CloudWatch',
  'own-alarm': 'Firing by Streamgauge’s evaluation',
  wrong: 'Wrong',
  missing: 'Missing',
  'no-data': 'Covered, lacks data',
  covered: 'Covered',
  unknown: 'Not known',
  'not-applicable': 'Not applicable',
};
