import type { Page } from '@playwright/test';
import type { Input, Output } from '#shared/contract/contract.ts';
import { Settings } from '#shared/contract/settings.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { alarmEntry, recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmPlan, AuditEntry, UndoWrite } from '#shared/model/alarms/plan.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmCell, AlarmDetail, AlarmRow, FoundFault } from '#shared/model/alarms/status.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { AWS, NOW, application, scriptOf, viewOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

export const OPERATOR: Connection = AWS.kind === 'aws' ? { ...AWS, operator: true } : AWS;
export const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:on-call';
export const refOf = (name: string) => application(name).ref;
export const ago = (minutes: number) => millis(NOW - minutes * MINUTE);

const usual = { Milliseconds: 90_000, Count: 240, 'Count/Second': 1_200, Bytes: 2_400_000_000, Percent: 25 } as const;

/** A recommended alarm that the account covers and that is well, but for what is told. */
export function cell(alarm: RecommendedAlarmId, change: Partial<AlarmCell> = {}): AlarmCell {
  const { threshold } = alarmEntry(alarm);
  return {
    alarm,
    coverage: 'covered',
    reason: null,
    matched: [`orders-${alarm}`],
    faults: [],
    state: 'OK',
    stateSince: ago(600),
    own: 'OK',
    ownSince: ago(700),
    threshold: threshold ?? usual[alarmEntry(alarm).unit],
    basis: threshold === null ? 'learned' : 'guide',
    snoozed: null,
    ...change,
  };
}

export const missing: Partial<AlarmCell> = { coverage: 'missing', matched: [], state: null, stateSince: null };
export const none = (reason: string): Partial<AlarmCell> => ({
  ...missing,
  coverage: 'not-applicable',
  reason,
  own: null,
  ownSince: null,
  threshold: null,
  basis: null,
});

/** An application's row: all well, but for the cells that are told. */
export const row = (
  name: string,
  change: Partial<Record<RecommendedAlarmId, Partial<AlarmCell>>> = {},
  others = 0,
): AlarmRow => ({
  ref: refOf(name),
  name,
  region: 'eu-west-1',
  cells: recommendedAlarms.map(({ id }) => cell(id, change[id])),
  others,
});

/** Everything that a cell can show, in one application. */
export const mixed = (name: string): AlarmRow =>
  row(
    name,
    {
      downtime: { state: 'ALARM', stateSince: ago(12), own: 'ALARM', ownSince: ago(13) },
      'failed-checkpoint-rate': { ...missing, own: 'ALARM', ownSince: ago(9) },
      'records-out-rate-low': { coverage: 'wrong', faults: ['statistic', 'no-action'] },
      'source-lag-kinesis': { ...missing, threshold: null, basis: null, own: null, ownSince: null },
      'source-lag-kafka': none('It reads no Kafka topic: no series of records_lag_max is published.'),
      'checkpoint-duration-high': { state: 'INSUFFICIENT_DATA', stateSince: ago(200) },
      'checkpoint-size-high': { ...missing },
      'cpu-high': {
        coverage: 'wrong',
        faults: ['actions-disabled'],
        state: 'ALARM',
        stateSince: ago(3),
        own: 'ALARM',
        ownSince: ago(4),
        snoozed: { reason: 'Load test of the new sink', until: millis(NOW + HOUR) },
      },
      'watermark-gap': none('Its metrics level is APPLICATION: watermarks of operators are published from OPERATOR on.'),
    },
    3,
  );

/** So many applications, of which some have gaps and a few fire. */
export const manyRows = (count: number): readonly AlarmRow[] =>
  Array.from({ length: count }, (_, i) => {
    const name = `application-${String(i).padStart(3, '0')}${i % 17 === 3 ? '-with-a-name-that-is-as-long-as-the-service-allows-it-to-be' : ''}`;
    return row(
      name,
      Object.fromEntries(
        recommendedAlarms.map(({ id }, at) => [
          id,
          (i * 7 + at * 3) % 11 === 0
            ? missing
            : (i + at * 5) % 13 === 0
              ? { coverage: 'wrong' as const, faults: [alarmFaults[(i + at) % alarmFaults.length] ?? 'period'] }
              : (i * 3 + at) % 41 === 0
                ? { state: 'ALARM' as const }
                : {},
        ]),
      ),
      i % 4,
    );
  });

export const accountAlarm = (name: string, change: Partial<Alarm> = {}): Alarm => ({
  arn: `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}`,
  name,
  description: null,
  state: 'OK',
  stateReason:
    'Threshold Crossed: no datapoints were received for 5 periods and 5 missing datapoints were treated as [NonBreaching].',
  stateSince: ago(300),
  metric: { namespace: 'AWS/KinesisAnalytics', metric: 'cpuUtilization', dimensions: { Application: 'orders' } },
  statistic: 'Average',
  queries: [],
  comparison: 'GreaterThanThreshold',
  threshold: 80,
  period: millis(5 * MINUTE),
  evaluationPeriods: 3,
  datapointsToAlarm: null,
  treatMissingData: 'notBreaching',
  actionsEnabled: true,
  actions: [TOPIC],
  applications: ['orders'],
  history: [{ at: ago(300), from: 'ALARM', to: 'OK', reason: 'Threshold Crossed: 3 datapoints were not greater than 80.' }],
  ...change,
});

const faultOf = (fault: FoundFault['fault']): FoundFault => ({
  fault,
  text: `Its ${fault.replaceAll('-', ' ')} differs from what the guide recommends.`,
  remedy: 'Create the right alarm, then delete this one.',
});

/** What is known of a cell in detail. */
export function detailOf(found: AlarmCell): AlarmDetail {
  const entry = alarmEntry(found.alarm);
  const applies = found.coverage !== 'not-applicable';
  const base = found.threshold ?? 1;
  const points = Array.from({ length: 120 }, (_, i) => {
    const value =
      base === 0 ? (i > 100 ? 60_000 : 0) : base * (0.5 + 0.2 * Math.sin(i / 9) + (found.own === 'ALARM' && i > 105 ? 0.7 : 0));
    return [ago(120 - i), i > 40 && i < 48 ? null : value] as [typeof NOW, number | null];
  });
  return {
    cell: found,
    threshold: found.threshold === null ? null : { basis: 'guide', value: found.threshold },
    learning: applies && found.threshold === null ? 'Learning: 14 of 24 hours of normal figures are kept so far.' : null,
    definition:
      applies && found.threshold !== null
        ? {
            name: `orders-${found.alarm}`,
            description: entry.why,
            queries: [{ id: 'm1', series: null, expression: null, compared: true }],
            comparison: entry.comparison,
            threshold: found.threshold,
            period: entry.period,
            evaluationPeriods: entry.evaluationPeriods,
            datapointsToAlarm: entry.datapointsToAlarm,
            missing: entry.missing,
            actions: [],
          }
        : null,
    matched: found.matched.map((name) => ({
      alarm: accountAlarm(name, found.state === null ? {} : { state: found.state, stateSince: found.stateSince }),
      faults: found.faults.map(faultOf),
    })),
    changes:
      found.own === 'ALARM' && found.ownSince !== null
        ? [
            { at: found.ownSince, from: 'OK', to: 'ALARM', reason: '3 of the last 5 figures were beyond the threshold.' },
            { at: ago(700), from: null, to: 'OK', reason: 'Watched since then.' },
          ]
        : [],
    latest: applies && found.threshold !== null ? [ago(1), points.at(-1)?.[1] ?? null] : null,
    points: applies && found.threshold !== null ? points : [],
  };
}

export const DENIED: SourceError = {
  kind: 'access-denied',
  source: 'CloudWatch',
  message: 'CloudWatch does not allow cloudwatch:DescribeAlarms.',
  remedy: 'Add it to the policy of the profile.',
};

export const PLAN: AlarmPlan = {
  id: 'plan-1',
  writes: [
    {
      ref: refOf('orders'),
      application: 'orders',
      alarm: 'failed-checkpoint-rate',
      region: 'eu-west-1',
      name: 'orders-failed-checkpoint-rate',
      action: 'create',
      request: { AlarmName: 'orders-failed-checkpoint-rate', Threshold: 0, EvaluationPeriods: 10, AlarmActions: [TOPIC] },
      before: null,
      differences: [],
    },
    {
      ref: refOf('orders'),
      application: 'orders',
      alarm: 'cpu-high',
      region: 'eu-west-1',
      name: 'orders-cpu-high',
      action: 'update',
      request: { AlarmName: 'orders-cpu-high', Threshold: 80, Statistic: 'Maximum' },
      before: { AlarmName: 'orders-cpu-high', Threshold: 95, Statistic: 'Average', ActionsEnabled: false },
      differences: [
        { field: 'Statistic', before: 'Average', after: 'Maximum' },
        { field: 'Threshold', before: '95', after: '80' },
        { field: 'ActionsEnabled', before: 'false', after: 'true' },
      ],
    },
  ],
  left: [
    { ref: refOf('orders'), name: 'orders', alarm: 'source-lag-kafka', reason: 'It reads no Kafka topic.' },
    { ref: refOf('orders'), name: 'orders', alarm: 'source-lag-kinesis', reason: 'Its threshold is still being learned.' },
  ],
  consequences: ['Nothing restarts.', 'Two alarms cost $0.20 a month.', 'on-call is told when they fire.'],
};

/** What taking `audited` back would send: one alarm was changed by somebody else since. */
export const UNDO_WRITES: readonly UndoWrite[] = ['orders-failed-checkpoint-rate', 'orders-gc', 'orders-heap'].map((name) => ({
  name,
  region: 'eu-west-1',
  application: 'orders',
  ...(name === 'orders-heap'
    ? {
        operation: 'PutMetricAlarm',
        request: { AlarmName: name, Threshold: 95 },
        error: { ...DENIED, kind: 'bad-request', message: 'Somebody has changed it.', remedy: 'Change it in CloudWatch.' },
      }
    : { operation: 'DeleteAlarms', request: { AlarmNames: [name] }, error: null }),
}));

export const audited = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  key: 'a1',
  at: ago(30),
  what: 'Created the alarm orders-failed-checkpoint-rate.',
  operation: 'PutMetricAlarm',
  request: { AlarmName: 'orders-failed-checkpoint-rate' },
  region: 'eu-west-1',
  outcome: 'done',
  error: null,
  undo: 'write-1',
  ...change,
});

export interface AlarmScript {
  connections: readonly ConnectionView[];
  status: TopicSnapshot['snapshot'];
  audit: readonly AuditEntry[];
  settings: Settings;
  answers: Readonly<Record<string, (input: never) => unknown>>;
}

/** What is scripted, as of this connection. */
const ofConnection = (status: TopicSnapshot['snapshot'], connection: string): TopicSnapshot['snapshot'] =>
  'value' in status
    ? {
        ...status,
        value: (status.value as readonly AlarmRow[]).map((each) => ({ ...each, ref: { ...each.ref, connection } })),
      }
    : status;

export const live = (rows: readonly AlarmRow[]): TopicSnapshot['snapshot'] => ({ state: 'live', value: [...rows], at: ago(1) });

/** Opens the pages on a host whose alarms the test scripts. */
export async function openAlarms(page: Page, change: Partial<AlarmScript> = {}, address = '#/alarms') {
  const script: AlarmScript = {
    connections: [viewOf(OPERATOR)],
    status: live([mixed('orders'), row('clicks'), row('payments', { 'heap-memory-high': missing })]),
    audit: [],
    settings: Settings.parse({ connections: [OPERATOR], watched: [OPERATOR.id] }),
    answers: {},
    ...change,
  };
  const base = scriptOf(
    { connections: script.connections },
    {
      'alarms.export': ({ choice, format, dashboard }: Input<'alarms.export'>): Output<'alarms.export'> =>
        ok({
          files: [
            {
              name: `alarms.${format}`,
              text: `# ${choice.which} alarms as ${format}${dashboard ? ' with dashboards' : ''}\n${'Threshold: 80\n'.repeat(80)}`,
            },
          ],
          alarms: 7,
          left: PLAN.left,
        }),
      'alarms.plan': (): Output<'alarms.plan'> => ok(PLAN),
      'alarms.snooze': ({ ref, alarm, snooze }: Input<'alarms.snooze'>): Output<'alarms.snooze'> => {
        const others = script.settings.alarms.snoozes.filter((each) => each.alarm !== alarm);
        const snoozes = snooze === null ? others : [...others, { ref, alarm, ...snooze }];
        script.settings = { ...script.settings, alarms: { ...script.settings.alarms, snoozes } };
        return ok({});
      },
      'alarms.topic': ({ connection, arn }: Input<'alarms.topic'>): Output<'alarms.topic'> => {
        const topics = arn === null ? [] : [{ connection, arn }];
        script.settings = { ...script.settings, alarms: { ...script.settings.alarms, topics } };
        return ok({});
      },
      ...change.answers,
    },
  );
  const says = (topic: Topic): TopicSnapshot['snapshot'] | undefined => {
    switch (topic.kind) {
      case 'settings':
        return { state: 'live', value: script.settings, at: NOW };
      case 'alarmStatus':
        return ofConnection(script.status, topic.connection);
      case 'audit':
        return { state: 'live', value: [...script.audit], at: ago(1) };
      case 'notices':
        return { state: 'live', value: [], at: NOW };
      case 'applicationAlarms': {
        const rows = 'value' in script.status ? (script.status.value as readonly AlarmRow[]) : [];
        const own = rows.find(({ ref }) => ref.id === topic.ref.id);
        return own === undefined
          ? undefined
          : ({
              ...script.status,
              value: {
                row: own,
                details: own.cells.map(detailOf),
                others: Array.from({ length: own.others }, (_, i) => accountAlarm(`orders-custom-${i + 1}`)),
                topicArn: null,
                operator: true,
              },
            } as TopicSnapshot['snapshot']);
      }
      default:
        return base.says(topic);
    }
  };
  return { script, ...(await openScripted(page, { ...base, says }, address)) };
}
