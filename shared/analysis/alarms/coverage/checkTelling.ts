import { firesAbove } from '../../../catalogue/alarms/alarms.ts';
import { breaches } from '../evaluation/decide.ts';
import type { Check } from './judged.ts';
import { valueInGap } from './relation.ts';
import type { MissingData } from '../../../model/alarm.ts';
import type { ReadAlarm } from './reading.ts';

/** Whether it says what the guide's expression says. */
export const checkExpression: Check = ({ entry, about: { relation, watched } }) => {
  const page = `(guide p. ${entry.page})`;
  const metric = watched[0]?.metric ?? '';
  switch (relation.kind) {
    case 'same':
      return [];
    case 'raw':
      return [
        {
          fault: 'raw-counter',
          text: `It compares ${metric} as it is: the counter only grows, so that it fires with the first one and stays in ALARM until the job is restarted.`,
          remedy: `Compare RATE(m1) ${page}.`,
        },
      ];
    case 'conditional':
      return [
        {
          fault: 'expression',
          text: `Its expression has the figure of ${metric} under a condition only, and something else or nothing otherwise.`,
          remedy: `Compare the figure without a condition ${page}.`,
        },
      ];
    case 'mixed':
      return [
        {
          fault: 'expression',
          text: 'It takes the watermarks of different operators from each other: their difference says how far these are apart, not which holds back.',
          remedy: `Take both watermarks of the same operator ${page}.`,
        },
      ];
    case 'other':
      return [
        {
          fault: 'expression',
          text: `Its expression computes something else of ${metric} than the guide's ${formula(entry.watching.kind)}.`,
          remedy: `Compare ${formula(entry.watching.kind)} ${page}.`,
        },
      ];
  }
};

function formula(kind: 'plain' | 'rate' | 'shareOfMinute' | 'lag' | 'difference'): string {
  switch (kind) {
    case 'plain':
      return 'metric as it is';
    case 'rate':
      return 'RATE(m1)';
    case 'shareOfMinute':
      return '(m1 * 100) / 60000';
    case 'lag':
      return 'largest lag of all sources';
    case 'difference':
      return 'm1 - m2, output minus input';
  }
}

/** What a period without a figure is taken for. */
export const checkMissing: Check = ({ entry, read, about }) => {
  const missing = inEffect(read);
  const { metric = '' } = about.watched[0] ?? {};
  // No metric of the service is published while the application is stopped: for an alarm of too much that is no trouble.
  if (entry.missing !== 'breaching') {
    if (missing !== 'breaching') return [];
    return [
      {
        fault: 'missing-data',
        text: `It takes missing data for a breach, but ${metric} has none while the application is stopped or updated: it fires whenever somebody stops it.`,
        remedy: `Treat missing data as ${entry.missing}.`,
      },
    ];
  }
  // Where too little is the trouble, none is the worst of it. `missing` would make it INSUFFICIENT_DATA, of which nobody is told.
  if (missing === 'breaching') return [];
  const becomes = { notBreaching: 'OK', ignore: 'what it was', missing: 'INSUFFICIENT_DATA' }[missing];
  return [
    {
      fault: 'missing-data',
      text: `When the job puts out nothing at all, ${metric} may have no data: the alarm is ${becomes} then, and nobody is told of the silence.`,
      remedy: 'Treat missing data as breaching; disable its actions while the application is stopped on purpose.',
    },
  ];
};

/** An expression that fills gaps leaves nothing to be missing. */
function inEffect({ alarm, queries, period, comparison, missing }: ReadAlarm): MissingData {
  const filled = queries.some(({ expression }) => expression?.toUpperCase().includes('FILL') === true)
    ? valueInGap(queries, period)
    : null;
  if (filled === null || comparison === null || alarm.threshold === null) return missing;
  return breaches(filled, comparison, alarm.threshold) ? 'breaching' : 'notBreaching';
}

/** Whether anybody is told. Composite alarms, which may look at it, are not read. */
export const checkActions: Check = ({ read: { alarm } }) => [
  ...(alarm.actions.length === 0
    ? ([
        {
          fault: 'no-action',
          text: 'It has no action: when it goes into ALARM, nobody is told, unless a composite alarm looks at it.',
          remedy: 'Give it an SNS topic as its alarm action.',
        },
      ] as const)
    : []),
  ...(alarm.actionsEnabled
    ? []
    : ([
        {
          fault: 'actions-disabled',
          text: `Its actions are disabled${alarm.actions.length === 0 ? '' : `: none of its ${alarm.actions.length} is told`}.`,
          remedy: 'Enable its actions (EnableAlarmActions).',
        },
      ] as const)),
];

/** Whether it fires on the side where the trouble is. */
export const checkComparison: Check = ({ entry, read, about: { relation } }) => {
  if (relation.kind !== 'same') return [];
  const above = firesAbove(entry);
  const { comparison } = relation;
  const isRight = read.band
    ? bandsFiring(above).includes(read.alarm.comparison)
    : comparison !== null && firesAbove({ comparison }) === above;
  if (isRight) return [];
  return [
    {
      fault: 'comparison',
      text: `It compares by ${read.alarm.comparison}, but the trouble is ${above ? 'above' : 'below'} the threshold.`,
      remedy: `Compare by ${entry.comparison} (guide p. ${entry.page}).`,
    },
  ];
};

const bandsFiring = (above: boolean): readonly string[] => [
  'LessThanLowerOrGreaterThanUpperThreshold',
  above ? 'GreaterThanUpperThreshold' : 'LessThanLowerThreshold',
];
