import type { AwsOptions } from '../../clients/aws/awsOptions.ts';
import { awsServices } from '../../clients/aws/awsServices.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { connectionMonitor } from '../connectionMonitor.ts';
import { realTime } from '../sourceClock.ts';
import type { CreateWatcher } from '../watcher.ts';
import { mfaPrompt } from './mfaPrompt.ts';
import { watchAws } from './watchAws.ts';

type AwsConnection = Extract<Connection, { kind: 'aws' }>;

/** `askCode`: asks the user for the code of an MFA device; without it a role that asks for one cannot be assumed. */
export const optionsOf = (
  { region, endpoint, endpoints, profile, role }: AwsConnection,
  askCode?: (device: string) => Promise<string>,
): AwsOptions => ({
  region,
  endpoint,
  ...(endpoints === undefined ? {} : { endpoints: definedOf(endpoints) }),
  credentials: {
    kind: 'chain',
    profile,
    ...(role === undefined ? {} : { role }),
    ...(askCode === undefined ? {} : { askCode }),
  },
  connectTimeout: millis(5 * SECOND),
  requestTimeout: millis(20 * SECOND),
});

const definedOf = (endpoints: NonNullable<AwsConnection['endpoints']>): NonNullable<AwsOptions['endpoints']> =>
  Object.fromEntries(Object.entries(endpoints).filter(([, address]) => address !== undefined));

/** Watches the managed applications of one account and region, in real time. */
export const awsWatcher: CreateWatcher<'aws'> = (connection, context) => {
  const time = realTime(context.clock);
  const monitor = connectionMonitor(context.clock, () => time.view(), context.stateChanged, {
    connection: connection.id,
    place: connection.region,
  });
  const prompt = mfaPrompt((device) => monitor.setPrompt(device));
  const gate = context.governor.gate(connection.id);
  const watch = watchAws({
    connection,
    services: awsServices({ ...optionsOf(connection, (device) => prompt.ask(device)), gate }),
    time,
    monitor,
    context,
    dashboardTimeout: millis(15 * SECOND),
    patience: millis(30 * SECOND),
  });
  return {
    state: () => monitor.state(),
    attend: (topics) => watch.attend(topics),
    simulator: null,
    logs: watch.logs,
    series: watch.series,
    now: () => time.now(),
    collectors: () => monitor.views(),
    answer: (code) => Promise.resolve(prompt.answer(code)),
    async close() {
      prompt.close();
      await watch.close();
      context.governor.forget(connection.id);
    },
  };
};

/** Says how many applications there are, and whether CloudWatch may be read. */
export const probeAws = (connection: AwsConnection, signal: AbortSignal): Promise<Result<string>> =>
  probeRegions([connection.region], () => awsServices(optionsOf(connection)), signal);

/** The same of one account in several regions. */
export async function probeRegions(
  regions: readonly string[],
  servicesOf: (region: string) => AwsServices,
  signal: AbortSignal,
): Promise<Result<string>> {
  const counts = await Promise.all(regions.map((region) => countIn(servicesOf(region), signal)));
  let [count, note] = [0, ''];
  for (const each of counts) {
    if (!each.ok) return each;
    count += each.value.count;
    note ||= each.value.note;
  }
  return ok(`${count === 0 ? 'No' : count} ${count === 1 ? 'application' : 'applications'} in ${regions.join(' and ')}${note}`);
}

async function countIn(
  services: AwsServices,
  signal: AbortSignal,
): Promise<Result<{ readonly count: number; readonly note: string }>> {
  try {
    const [listed, metrics] = await Promise.all([
      services.managed.list(signal),
      services.metrics.list({ namespace: NAMESPACE, metric: 'uptime' }, signal),
    ]);
    if (!listed.ok) return listed;
    const note = metrics.ok ? '' : `, but no metrics: ${metrics.error.message} ${metrics.error.remedy}`;
    return ok({ count: listed.value.length, note });
  } finally {
    services.close();
  }
}
