import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { AlarmType, DeleteAlarmsCommand, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import type { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsAccess } from './awsAccess.ts';
import { entriesOf, jsonOf } from './entries.ts';
import { awsResult } from './fromAws.ts';
import { pages } from './pages.ts';

const SOURCE = 'CloudWatch';
/** DescribeAlarms and DeleteAlarms take so many names. */
const NAMES_PER_REQUEST = 100;

/** What writes to CloudWatch, and what has to be read for it. */
export interface AlarmWriteCalls {
  /** What DescribeAlarms says of these names, as JSON can say it; names that there are not are left out. Alarms of every kind. */
  describeAlarms(
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, Readonly<Record<string, unknown>>>>>;
  putAlarm(request: MetricAlarmRequest, signal: AbortSignal): Promise<Result<null>>;
  deleteAlarms(names: readonly string[], signal: AbortSignal): Promise<Result<null>>;
}

const Described = z.looseObject({ AlarmName: z.string() });

export function alarmWriteCalls(client: CloudWatchClient, access: AwsAccess): AlarmWriteCalls {
  const call = (action: string) => access.call(SOURCE, `cloudwatch:${action}`);
  return {
    describeAlarms: (names, abortSignal) =>
      awsResult(call('DescribeAlarms'), async () => {
        const found = new Map<string, Readonly<Record<string, unknown>>>();
        for (const some of portions(names)) {
          const ask = (NextToken: string | undefined) =>
            client.send(
              new DescribeAlarmsCommand({ AlarmNames: some, AlarmTypes: Object.values(AlarmType), MaxRecords: 100, NextToken }),
              { abortSignal },
            );
          for await (const page of pages(ask, ({ NextToken }) => NextToken))
            for (const list of [page.MetricAlarms, page.CompositeAlarms, page.LogAlarms])
              // Moments become text, so that it can be kept and shown.
              for (const told of entriesOf(jsonOf(JSON.stringify(list ?? [])), Described)) found.set(told.AlarmName, told);
        }
        return found;
      }),
    putAlarm: (request, abortSignal) =>
      nothing(awsResult(call('PutMetricAlarm'), () => client.send(new PutMetricAlarmCommand(request), { abortSignal }))),
    deleteAlarms: (names, abortSignal) =>
      nothing(
        awsResult(call('DeleteAlarms'), async () => {
          for (const AlarmNames of portions(names)) await client.send(new DeleteAlarmsCommand({ AlarmNames }), { abortSignal });
        }),
      ),
  };
}

async function nothing(answer: Promise<Result<unknown>>): Promise<Result<null>> {
  const result = await answer;
  return result.ok ? ok(null) : result;
}

const portions = (names: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / NAMES_PER_REQUEST) }, (_, i) =>
    names.slice(i * NAMES_PER_REQUEST, (i + 1) * NAMES_PER_REQUEST),
  );
