import type { AwsOptions } from '../../clients/aws/awsOptions.ts';
import { awsServices } from '../../clients/aws/awsServices.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { connectionMonitor } from '../connectionMonitor.ts';
import { realTime } from '../sourceClock.ts';
import type { CreateWatcher } from '../watcher.ts';
import { mfaPrompt } from './mfaPrompt.ts';
import { probeAws } from './probe.ts';
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
    alarms: watch.alarms,
    insight: watch.insight,
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

/** Tries the connection once, without a gate, and without anybody who could be asked for a code. */
export const testAws = (connection: AwsConnection, signal: AbortSignal): Promise<Result<string>> =>
  probeAws(connection, optionsOf(connection), signal);
