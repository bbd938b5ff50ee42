import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { cloudWatch } from '#electron/clients/aws/cloudWatch.ts';
import { madeBy } from '#shared/analysis/alarms/writing/request.ts';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmChoice, AlarmPlan } from '#shared/model/alarms/plan.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { connectionTo } from '../simulatorScene.ts';
import type { Watching } from '../watching.ts';

export const connection = 'simulator';
export const TOPIC = 'arn:aws:sns:us-east-1:123456789012:on-call';
export const status = { kind: 'alarmStatus', connection } as const;
export const audit = { kind: 'audit', connection } as const;

/** Thresholds that the guide leaves to the owner, as one might choose them. */
const chosen: Partial<Record<RecommendedAlarmId, number>> = {
  'records-out-rate-low': 1,
  'checkpoint-duration-high': 240_000,
  'checkpoint-size-high': 9e12,
  'thread-count-high': 5_000,
  'old-gc-time-share-high': 60,
  'old-gc-count-rate-high': 1,
  'source-lag-kinesis': 600_000,
  'source-lag-kafka': 1e7,
  'watermark-gap': 600_000,
};

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** An account of a simulator, seen past the engine, and what is asked of the engine about its alarms. */
export interface Account {
  operator(on: boolean): Promise<void>;
  /** Chooses a topic, and a threshold for every alarm of an application that has none of the guide's. */
  decide(row: AlarmRow, topic?: string | null): Promise<void>;
  plan(which: AlarmChoice['which'], of?: Partial<AlarmChoice>): Promise<AlarmPlan>;
  apply(plan: AlarmPlan, names?: readonly string[]): Promise<Output<'alarms.apply'>>;
  /** What undoing would send. */
  undoPlan(id: string | null): Promise<Output<'alarms.undoPlan'>>;
  undo(id: string | null): Promise<Output<'alarms.undo'>>;
  rows(wanted: (rows: readonly AlarmRow[]) => boolean): Promise<readonly AlarmRow[]>;
  put(region: string, request: MetricAlarmRequest): Promise<void>;
  remove(region: string, ...names: string[]): Promise<void>;
  /** The requests that would make the account's alarms as they are, by name, in all regions. */
  alarms(names: readonly string[]): Promise<ReadonlyMap<string, MetricAlarmRequest | null>>;
  /** Parameters of the calls of an operation, as CloudTrail tells them, oldest first. */
  calls(region: string, operation: string): Promise<unknown[]>;
}

export async function accountOf(simulator: TestSimulator, engine: Watching, control: string): Promise<Account> {
  const options = await simulator.aws();
  const { regions } = await simulator.state();
  const client = (region: string) => ({
    region,
    endpoint: simulator.addresses.aws,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const readers = regions.map((region) => cloudWatch({ ...options, region, endpoint: simulator.addresses.aws }));
  const call = async <K extends 'alarms.plan' | 'alarms.apply' | 'alarms.undoPlan' | 'alarms.undo'>(name: K, input: Input<K>) =>
    (await engine.call(name, input)) as Output<K>;
  const change = async (region: string, send: (service: CloudWatchClient) => Promise<unknown>): Promise<void> => {
    const service = new CloudWatchClient(client(region));
    await send(service);
    service.destroy();
  };

  return {
    operator: async (on) => void (await engine.call('connections.save', { ...connectionTo(control), operator: on })),
    async decide({ ref }, topic = TOPIC) {
      await engine.call('alarms.topic', { connection, arn: topic });
      for (const [alarm, value] of Object.entries(chosen))
        await engine.call('alarms.choose', { ref, alarm, threshold: { basis: 'chosen', value, hours: null } });
    },
    plan: async (which, of = {}) =>
      valueOf(await call('alarms.plan', { choice: { connection, applications: null, alarms: null, which, ...of } })),
    apply: (plan, names = plan.writes.map(({ name }) => name)) =>
      call('alarms.apply', { connection, plan: plan.id, names: [...names] }),
    undoPlan: (id) => call('alarms.undoPlan', { connection, undo: id ?? 'none' }),
    undo: (id) => call('alarms.undo', { connection, undo: id ?? 'none' }),
    rows: (wanted) => engine.live(status, wanted),
    put: (region, request) => change(region, (service) => service.send(new PutMetricAlarmCommand(request))),
    remove: (region, ...AlarmNames) => change(region, (service) => service.send(new DeleteAlarmsCommand({ AlarmNames }))),
    async alarms(names) {
      const told = await Promise.all(
        readers.map(async ({ writes }) => valueOf(await writes.describeAlarms(names, new AbortController().signal))),
      );
      return new Map(told.flatMap((each) => Array.from(each, ([name, raw]) => [name, madeBy(raw)] as const)));
    },
    async calls(region, operation) {
      const trail = new CloudTrailClient(client(region));
      const found: unknown[] = [];
      let NextToken: string | undefined;
      do {
        const page = await trail.send(
          new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: operation }], NextToken }),
        );
        for (const { CloudTrailEvent = '' } of page.Events ?? []) {
          const event = JSON.parse(CloudTrailEvent) as { requestParameters: unknown };
          found.push(event.requestParameters);
        }
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      trail.destroy();
      return found.reverse();
    },
  };
}
