import { describe, expect, it } from 'vitest';
import { parseSearch } from '#electron/simulator/aws/cloudWatch/metricData/search.ts';
import { tokenise } from '#electron/simulator/aws/cloudWatch/metricData/searchTokens.ts';

const metric = (namespace: string, name: string, dimensions: Readonly<Record<string, string>> = {}) => ({
  namespace,
  metric: name,
  dimensions: Object.entries(dimensions).map(([dimension, value]) => ({ name: dimension, value })),
  units: () => [],
  read: () => [],
  visit: () => undefined,
});

const all = [
  metric('AWS/KinesisAnalytics', 'cpuUtilization', { Application: 'orders' }),
  metric('AWS/KinesisAnalytics', 'numRecordsIn', { Application: 'orders', Task: 'Source:_Orders' }),
  metric('AWS/Kinesis', 'GetRecords.Success', { StreamName: 'orders-prod' }),
  metric('My Namespace', 'CustomCount1'),
  metric('My Namespace', 'Europe\\France Traffic(Network)', { 'Dimension@Name': 'ProjectA' }),
];
const found = (expression: string) => all.filter(parseSearch(expression)).map((each) => each.metric);

describe('what a search finds', () => {
  it.each([
    ['{AWS/KinesisAnalytics,Application}', ['cpuUtilization']],
    ['{AWS/KinesisAnalytics, Task, Application} records', ['numRecordsIn']],
    ['{AWS/KinesisAnalytics} orders', ['cpuUtilization', 'numRecordsIn']],
    ['{"My Namespace"}, "CustomCount1"', ['CustomCount1']],
    ['{"My Namespace", "Dimension@Name"}', ['Europe\\France Traffic(Network)']],
    ['MetricName="cpuUtilization"', ['cpuUtilization']],
    ['MetricName="cpu"', []],
    ['MetricName=cpu', ['cpuUtilization']],
    ['Application=orders', ['cpuUtilization', 'numRecordsIn']],
    ['StreamName="orders-prod" Namespace="AWS/Kinesis"', ['GetRecords.Success']],
    ['orders NOT Namespace=AWS', []],
    ['NOT Namespace=AWS', ['CustomCount1', 'Europe\\France Traffic(Network)']],
    ['(cpu OR count) orders', ['cpuUtilization']],
    ['MetricName=cpu OR (MetricName=Count AND "CustomCount1")', ['cpuUtilization', 'CustomCount1']],
    ['"Europe\\\\France Traffic\\(Network\\)"', ['Europe\\France Traffic(Network)']],
    ['COUNT', ['CustomCount1']],
    ['couNT', []],
    ['CustomCount', ['CustomCount1']],
    ['get+records', ['GetRecords.Success']],
  ])('%s', (expression, metrics) => {
    expect(found(expression)).toEqual(metrics);
  });

  it.each([
    '',
    '{',
    '{AWS/Kinesis',
    '{}',
    '"open',
    '(a',
    'a OR',
    'NOT',
    'MetricName=',
    'a ) b',
    '???',
    'x'.repeat(1025),
    '('.repeat(99),
  ])('refuses %j', (expression) => {
    expect(() => parseSearch(expression)).toThrow(/search/i);
  });
});

it('cuts names into tokens as the guide’s table does', () => {
  expect(tokenise('CustomCount1').parts).toEqual(['custom', 'count', '1']);
  expect(tokenise('SDBFailure').parts).toEqual(['sdb', 'failure']);
  expect(tokenise('Project2-trial333').parts).toEqual(['project', '2', 'trial', '333']);
});
