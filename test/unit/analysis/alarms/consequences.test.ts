import { expect, it } from 'vitest';
import { consequencesOf } from '#shared/analysis/alarms/writing/consequences.ts';
import type { AlarmWrite } from '#shared/model/alarms/plan.ts';

const plain = { AlarmName: 'a', MetricName: 'cpuUtilization' };
const math = {
  AlarmName: 'a',
  Metrics: [
    { Id: 'm1', MetricStat: { Metric: { MetricName: 'currentOutputWatermark' }, Period: 60, Stat: 'Minimum' } },
    { Id: 'm2', MetricStat: { Metric: { MetricName: 'currentInputWatermark' }, Period: 60, Stat: 'Minimum' } },
    { Id: 'e1', Expression: 'm1 - m2' },
  ],
};
const write = (name: string, request: AlarmWrite['request'], before: AlarmWrite['before'] = null): AlarmWrite => ({
  ref: { connection: 'c', id: 'arn' },
  application: 'orders',
  alarm: 'cpu-high',
  region: 'eu-west-1',
  name,
  action: before === null ? 'create' : 'update',
  request,
  before,
  differences: [],
});
const about = { beside: [], topicArn: null, operator: true, history: 'writing' } as const;

it('prices every metric that a new alarm looks at, and what an update adds', () => {
  const costs = (writes: readonly AlarmWrite[]) =>
    consequencesOf({ ...about, writes }).find((each) => each.startsWith('It costs'));
  expect(costs([write('a', plain), write('b', math)])).toBe(
    'It costs $0.30 a month more at the list price of us-east-1: 3 alarm metrics at $0.10, of which an account’s first ten are free.',
  );
  expect(costs([write('a', math, plain)])).toContain('$0.10 a month more at the list price of us-east-1: 1 alarm metric at');
  expect(costs([write('a', plain, math)])).toContain('no more than now');
});

it('tells who is told, or that nobody is', () => {
  const topicArn = 'arn:aws:sns:eu-west-1:123456789012:on-call';
  expect(consequencesOf({ ...about, writes: [write('a', plain)] })).toContain(
    'Nobody is told when a new alarm fires: no SNS topic is chosen for this connection.',
  );
  expect(consequencesOf({ ...about, topicArn, writes: [write('a', plain)] })).toContain(
    `New alarms tell ${topicArn} when they fire and when they are OK again.`,
  );
  const far = topicArn.replace('eu-west-1', 'us-east-1');
  expect(consequencesOf({ ...about, topicArn: far, writes: [write('a', plain)] }).join(' ')).toContain(
    'this one is in us-east-1, and alarms in eu-west-1 will be refused with it.',
  );
  const ours: AlarmWrite = {
    ...write('a', plain),
    ref: { connection: 'c', id: 'arn:aws:kinesisanalytics:eu-west-1:210987654321:application/orders' },
  };
  expect(consequencesOf({ ...about, topicArn, writes: [ours] }).join(' ')).toContain(
    'The topic is another account’s, 123456789012; the applications are of 210987654321',
  );
  const own = topicArn.replace('123456789012', '210987654321');
  expect(consequencesOf({ ...about, topicArn: own, writes: [ours] }).join(' ')).not.toContain('another account');
  // Of alarms that are there, their own actions stay.
  expect(consequencesOf({ ...about, writes: [write('a', plain, plain)] }).join(' ')).not.toMatch(
    /Nobody is told|New alarms|refused/,
  );
});

it('tells where the audit log ends with the program, and that a connection is read-only', () => {
  const all = (change: object) => consequencesOf({ ...about, writes: [write('a', plain)], ...change }).join(' ');
  expect(all({ history: 'memory' })).toContain('History is not on disk: the audit log');
  expect(all({ history: 'reading' })).toContain('Another Streamgauge writes this machine’s history');
  expect(all({})).not.toContain('audit log');
  expect(all({ operator: false })).toMatch(/^The connection is read-only/);
});

it('names what is corrected in place, and what stays', () => {
  const some = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => write(name, plain, plain));
  const text = consequencesOf({ ...about, beside: ['x', 'y'], writes: some }).join(' ');
  expect(text).toContain('“a”, “b”, “c”, “d” and 2 more are corrected in place');
  expect(text).toContain('“x” and “y” cannot be corrected in place and stay as they are');
  expect(consequencesOf({ ...about, writes: [] })).toEqual([]);
});
