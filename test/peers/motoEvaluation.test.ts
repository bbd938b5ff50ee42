import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from '#shared/model/schema.ts';
import { MINUTE } from '#shared/units/units.ts';
import { boto3 } from './support/boto3.ts';
import type { Program } from './support/program.ts';
import { startPython } from './support/python.ts';

let moto: Program;
let endpoint: string;
const metric = { Namespace: 'Peers/Alarms', MetricName: 'queue' };
const watched = { AlarmName: 'queue', ...metric, Statistic: 'Maximum', Period: 60, EvaluationPeriods: 3, Threshold: 50 };
const Described = z.object({ MetricAlarms: z.array(z.object({ StateValue: z.string(), StateReason: z.string() })) });

beforeAll(async () => {
  moto = startPython('moto_server.py');
  endpoint = await moto.firstLine;
});
afterAll(() => moto?.stop());

/**
 * Why our evaluation is compared with the simulator's alone (`test/integration/simulator/alarmEvaluation.test.ts`): in moto an alarm keeps
 * the state that it was made with until somebody sets another one. Should this test fail one day, moto evaluates, and can be compared, too.
 */
it('evaluates no alarm in moto, whatever its metric does', { timeout: 120_000 }, async () => {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const { answers } = await boto3({ endpoint, region: 'eu-west-1', accessKeyId: 'peer', secretAccessKey: 'peer' }, [
    {
      service: 'cloudwatch',
      operation: 'PutMetricData',
      input: {
        Namespace: metric.Namespace,
        MetricData: [1, 2, 3, 4, 5, 6].map((ago) => ({
          MetricName: metric.MetricName,
          Timestamp: (now - ago * MINUTE) / 1000,
          Value: 100,
        })),
      },
    },
    {
      service: 'cloudwatch',
      operation: 'PutMetricAlarm',
      input: { ...watched, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'breaching' },
    },
    { service: 'cloudwatch', operation: 'DescribeAlarms', input: { AlarmNames: ['queue'] } },
  ]);
  expect(answers.flatMap(({ error = [] }) => error)).toEqual([]);
  const [only] = Described.parse(answers.at(-1)?.output).MetricAlarms;
  expect(only).toEqual({ StateValue: 'OK', StateReason: 'Unchecked: Initial alarm creation' });
});
