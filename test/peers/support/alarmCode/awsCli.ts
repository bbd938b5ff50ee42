import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { BotoSession } from '../boto3.ts';
import { boto3 } from '../boto3.ts';
import { bin } from '../python.ts';
import { byName, canonicalOf } from './canonical.ts';
import type { Described } from './readCode.ts';

/** Runs a script of the AWS CLI as a user does, by the POSIX shell, against a server; rejects with what it complained about. */
export async function runScript(file: string, session: BotoSession, topic: string | null): Promise<void> {
  const { AWS_REGION: _region, ...rest } = process.env;
  await promisify(execFile)('sh', [file], {
    timeout: 380_000,
    env: {
      ...rest,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      AWS_ENDPOINT_URL: session.endpoint,
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_CONFIG_FILE: join(bin, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(bin, 'none'),
      // As on a server where nobody has chosen a language.
      LC_ALL: 'C',
      ...(topic === null ? {} : { ALARM_TOPIC_ARN: topic }),
    },
  });
}

/** What a server has of these alarms and dashboards. */
export async function describedIn(
  session: BotoSession,
  names: readonly string[],
  dashboards: readonly string[],
): Promise<Described> {
  const { answers } = await boto3(session, [
    { service: 'cloudwatch', operation: 'DescribeAlarms', input: { AlarmNames: names, MaxRecords: 100 } },
    ...dashboards.map((DashboardName) => ({ service: 'cloudwatch', operation: 'GetDashboard', input: { DashboardName } })),
  ]);
  const [alarms, ...bodies] = answers.map(({ output, error }) => {
    if (output === undefined) throw new Error(error?.message);
    return output;
  });
  return {
    alarms: byName(((alarms?.['MetricAlarms'] ?? []) as readonly Readonly<Record<string, unknown>>[]).map(canonicalOf)),
    dashboards: new Map(bodies.map((each, i) => [dashboards[i] ?? '', JSON.parse(String(each['DashboardBody'])) as unknown])),
  };
}
