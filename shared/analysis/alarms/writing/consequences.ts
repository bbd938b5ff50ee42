import type { AlarmWrite } from '../../../model/alarms/plan.ts';
import { placeOf } from './arn.ts';
import { billedMetrics, madeBy } from './request.ts';
import { MetricAlarmRequest } from '../../../model/alarms/metricAlarmRequest.ts';

/**
 * Dollars a month for each metric that an alarm of standard resolution looks at, as published for us-east-1 in 2026; an account's first ten
 * are free. https://aws.amazon.com/cloudwatch/pricing/
 */
export const ALARM_METRIC_MONTH = 0.1;

export interface Consequences {
  readonly writes: readonly AlarmWrite[];
  /** Wrong alarms that stay as they are, and which get another one beside them. */
  readonly beside: readonly string[];
  /** Null: no topic is chosen. */
  readonly topicArn: string | null;
  /** Whether it could be written as things are. */
  readonly operator: boolean;
  /** Where the audit log is kept. */
  readonly history: 'writing' | 'reading' | 'memory';
}

/** What writing means, before it is done: sentences, the most important first. */
export function consequencesOf({ writes, beside, topicArn, operator, history }: Consequences): string[] {
  if (writes.length === 0) return [];
  const created = writes.filter(({ action }) => action === 'create');
  const updated = writes.filter(({ action }) => action === 'update');
  return [
    ...(operator ? [] : ['The connection is read-only: operator mode has to be switched on in its settings first.']),
    'Nothing restarts and no data is touched: alarms only watch.',
    ...tellsWhom(created, topicArn),
    ...(created.length === 0
      ? []
      : ['A new alarm starts without a state and is evaluated within minutes: one whose threshold is exceeded now fires then.']),
    costs(writes),
    ...(updated.length === 0
      ? []
      : [
          `${listed(updated.map(({ name }) => name))} ${updated.length === 1 ? 'is' : 'are'} corrected in place: name, tags and everything that is right about ${updated.length === 1 ? 'it' : 'them'} stay.`,
          'An alarm that a template makes (CloudFormation, Terraform, CDK) is set back by its next deployment: correct it there as well.',
        ]),
    ...(beside.length === 0
      ? []
      : [
          `${listed(beside)} cannot be corrected in place and ${beside.length === 1 ? 'stays' : 'stay'} as ${beside.length === 1 ? 'it is' : 'they are'}: a right alarm is made beside.`,
        ]),
    'Afterwards the whole write can be undone, as long as nobody changes these alarms otherwise.',
    ...keptWhere(history),
  ];
}

function tellsWhom(created: readonly AlarmWrite[], topicArn: string | null): string[] {
  if (created.length === 0) return [];
  if (topicArn === null) return ['Nobody is told when a new alarm fires: no SNS topic is chosen for this connection.'];
  const { region: home, account } = placeOf(topicArn);
  const owners = [...new Set(created.map(({ ref }) => placeOf(ref.id).account))].filter(
    (each) => each !== '' && each !== account,
  );
  const elsewhere = [...new Set(created.map(({ region }) => region))].filter((region) => region !== home);
  return [
    `New alarms tell ${topicArn} when they fire and when they are OK again.`,
    ...(owners.length === 0
      ? []
      : [
          `The topic is another account’s, ${account}; the applications are of ${owners.join(', ')}: check that it is meant, and that its policy lets CloudWatch of that account publish to it.`,
        ]),
    ...(elsewhere.length === 0
      ? []
      : [
          `CloudWatch takes a topic of the alarm’s own region alone: this one is in ${home}, and alarms in ${elsewhere.join(', ')} will be refused with it.`,
        ]),
  ];
}

function costs(writes: readonly AlarmWrite[]): string {
  let metrics = 0;
  for (const { request, before } of writes) {
    const [after, old] = [MetricAlarmRequest.parse(request), before === null ? null : madeBy(before)];
    metrics += billedMetrics(after) - (old === null ? 0 : billedMetrics(old));
  }
  if (metrics <= 0) return 'It costs no more than now: alarms are billed by the metrics that they look at.';
  const dollars = (metrics * ALARM_METRIC_MONTH).toFixed(2);
  return `It costs $${dollars} a month more at the list price of us-east-1: ${metrics} alarm ${metrics === 1 ? 'metric' : 'metrics'} at $${ALARM_METRIC_MONTH.toFixed(2)}, of which an account’s first ten are free.`;
}

function keptWhere(history: Consequences['history']): string[] {
  switch (history) {
    case 'writing':
      return [];
    case 'reading':
      return [
        'Another Streamgauge writes this machine’s history: here the audit log of these writes, and with it their undo, ends with this program.',
      ];
    case 'memory':
      return [
        'History is not on disk: the audit log of these writes, and with it their undo, ends with this program. Keep the requests if you need them.',
      ];
  }
}

const MOST_NAMED = 4;

function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_NAMED).map((name) => `“${name}”`);
  const more = names.length - quoted.length;
  if (more > 0) return `${quoted.join(', ')} and ${more} more`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}
