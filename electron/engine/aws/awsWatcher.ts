import type { AwsOptions } from '../../clients/aws/awsOptions.ts';
import { awsServices } from '../../clients/aws/awsServices.ts';
import { NAMESPACE } from '../../clients/aws/metricTable.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { connectionMonitor } from '../connectionMonitor.ts';
import { noClock } from '../noClock.ts';
import { realTime } from '../sourceClock.ts';
import type { CreateWatcher } from '../watcher.ts';
import { watchAws } from './watchAws.ts';

type AwsConnection = Extract<Connection, { kind: 'aws' }>;

const optionsOf = ({ region, endpoint, profile }: AwsConnection): AwsOptions => ({
  region,
  endpoint,
  credentials: { kind: 'chain', profile },
  connectTimeout: millis(5 * SECOND),
  requestTimeout: millis(20 * SECOND),
});

/** Watches the managed applications of one account and region, in real time. */
export const awsWatcher: CreateWatcher<'aws'> = (connection, context) => {
  const time = realTime(context.clock);
  const monitor = connectionMonitor(context.clock, () => time.view(), context.stateChanged);
  const watch = watchAws({
    connection,
    services: awsServices(optionsOf(connection)),
    time,
    monitor,
    context,
    dashboardTimeout: millis(15 * SECOND),
    patience: millis(30 * SECOND),
  });
  return {
    state: () => monitor.state(),
    attend: (topics) => watch.attend(topics),
    setClock: () => Promise.resolve(failed(noClock)),
    searchLogs: (search) => watch.searchLogs(search),
    close: () => watch.close(),
  };
};

/** Says how many applications there are, and whether CloudWatch may be read. */
export async function probeAws(connection: AwsConnection, signal: AbortSignal): Promise<Result<string>> {
  const services = awsServices(optionsOf(connection));
  try {
    return await probeServices(services, connection.region, signal);
  } finally {
    services.close();
  }
}

export async function probeServices(services: AwsServices, region: string, signal: AbortSignal): Promise<Result<string>> {
  const [listed, metrics] = await Promise.all([
    services.managed.list(signal),
    services.metrics.list({ namespace: NAMESPACE, metric: 'uptime' }, signal),
  ]);
  if (!listed.ok) return listed;
  const count = listed.value.length;
  const found = `${count === 0 ? 'No' : count} ${count === 1 ? 'application' : 'applications'} in ${region}`;
  return ok(metrics.ok ? found : `${found}, but no metrics: ${metrics.error.message} ${metrics.error.remedy}`);
}
