import { beforeAll, describe, expect, it } from 'vitest';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { openDashboard } from '#electron/clients/flink/openDashboard.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { BotoAnswer, BotoCall } from '../support/boto3.ts';
import type { Conversation } from '../support/conversation.ts';
import { succeed } from '../support/succeed.ts';

interface Listed {
  readonly ApplicationName: string;
  readonly ApplicationARN: string;
  readonly ApplicationStatus: string;
  readonly ApplicationVersionId: number;
  readonly RuntimeEnvironment: string;
  readonly ApplicationMode: string;
}
interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}
interface MetricResult {
  readonly Id: string;
  readonly Timestamps: readonly string[];
  readonly Values: readonly number[];
}

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}
/** Lists of the answers, by their name. */
interface Lists {
  readonly ApplicationSummaries: Listed;
  readonly Metrics: Metric;
  readonly MetricDataResults: MetricResult;
  readonly logGroups: { readonly logGroupName: string };
  readonly logStreams: { readonly logStreamName: string };
  readonly events: LogEvent;
}

const NAMESPACE = 'AWS/KinesisAnalytics';
const { signal } = new AbortController();

const managed = (operation: string, input: object, pages?: number): BotoCall => ({
  service: 'kinesisanalyticsv2',
  operation,
  input,
  ...(pages === undefined ? {} : { pages }),
});
const metrics = (operation: string, input: object, pages?: number): BotoCall => ({
  ...managed(operation, input, pages),
  service: 'cloudwatch',
});
const logs = (operation: string, input: object, pages?: number): BotoCall => ({
  ...managed(operation, input, pages),
  service: 'logs',
});
const listOf = <K extends keyof Lists>(answer: BotoAnswer | undefined, name: K): readonly Lists[K][] => {
  expect(answer?.error).toBeUndefined();
  return (answer?.output?.[name] ?? []) as readonly Lists[K][];
};

/** The scenario's fleet, as it is found: applications, figures and logs, however small the pages. */
export function theFleet(talk: Conversation): void {
  let applications: readonly Listed[] = [];
  const running = () => applications.filter((each) => each.ApplicationStatus === 'RUNNING');
  const ask = async (calls: readonly BotoCall[]): Promise<readonly BotoAnswer[]> => {
    const answers: BotoAnswer[] = [];
    for (const call of calls) answers.push(await talk.ask(call));
    return answers;
  };
  beforeAll(async () => {
    const [answer] = await ask([managed('ListApplications', {}, 50)]);
    applications = listOf(answer, 'ApplicationSummaries');
  });

  describe('boto3 on the managed service', () => {
    it('lists the same applications however small the pages', async () => {
      const [five, one] = await ask([managed('ListApplications', {}, 5), managed('ListApplications', {}, 1)]);
      expect(applications.length).toBeGreaterThanOrEqual(8);
      expect(new Set(applications.map(({ ApplicationARN }) => ApplicationARN)).size).toBe(applications.length);
      for (const paged of [five, one]) expect(listOf(paged, 'ApplicationSummaries')).toEqual(applications);
      expect(five?.responses).toBe(Math.ceil(applications.length / 5));
      expect(one?.responses).toBe(applications.length);
    });

    it('describes every application as it was listed', async () => {
      const answers = await ask(
        applications.map(({ ApplicationName }) =>
          managed('DescribeApplication', { ApplicationName, IncludeAdditionalDetails: true }),
        ),
      );
      expect(answers.map(({ output }) => output?.['ApplicationDetail'])).toEqual(
        applications.map((listed) => expect.objectContaining(listed) as object),
      );
    });

    it('asks for the tags of every application', async () => {
      const answers = await ask(
        applications.map(({ ApplicationARN }) => managed('ListTagsForResource', { ResourceARN: ApplicationARN })),
      );
      expect(answers.flatMap(({ error = [] }) => error)).toEqual([]);
    });

    it('gets an address that opens the Flink dashboard of every application that runs', async () => {
      const answers = await ask(
        running().map(({ ApplicationName }) =>
          managed('CreateApplicationPresignedUrl', { ApplicationName, UrlType: 'FLINK_DASHBOARD_URL' }),
        ),
      );
      expect(answers.length).toBeGreaterThan(0);
      for (const [i, { output }] of answers.entries()) {
        const session = succeed(await openDashboard(String(output?.['AuthorizedUrl']), millis(5_000), signal));
        const rest = flinkRest({ ...session, concurrency: 1, timeout: millis(5_000) });
        const { version } = succeed(await rest.overview(signal));
        if (running()[i]?.RuntimeEnvironment.startsWith('FLINK') === true)
          expect(`FLINK-${version.replaceAll('.', '_')}`).toContain(running()[i]?.RuntimeEnvironment);
      }
    });
  });

  describe('boto3 on CloudWatch', () => {
    let known: readonly Metric[] = [];
    beforeAll(async () => {
      const [answer] = await ask([metrics('ListMetrics', { Namespace: NAMESPACE }, 0)]);
      known = listOf(answer, 'Metrics');
    });
    const of = (application: string) =>
      known.filter(({ Dimensions }) => Dimensions.some(({ Name, Value }) => Name === 'Application' && Value === application));
    const query = (metric: Metric, index: number) => ({
      Id: `m${index}`,
      MetricStat: { Metric: metric, Period: 60, Stat: 'Average' },
    });
    /** Full minutes that do not change any more. */
    const range = async () => {
      const end = Math.floor(((await talk.simulator.state()).now - 10 * MINUTE) / MINUTE) * MINUTE;
      return { StartTime: (end - HOUR) / 1000, EndTime: end / 1000 };
    };

    it('lists metrics of every application that runs, by name and by dimension', async () => {
      for (const { ApplicationName } of running()) expect(of(ApplicationName)).not.toEqual([]);
      const [first] = running();
      const [byName, byDimension] = await ask([
        metrics('ListMetrics', { Namespace: NAMESPACE, MetricName: 'numRestarts' }, 0),
        metrics('ListMetrics', { Dimensions: [{ Name: 'Application', Value: first?.ApplicationName }] }, 0),
      ]);
      expect(listOf(byName, 'Metrics')).toEqual(known.filter(({ MetricName }) => MetricName === 'numRestarts'));
      expect(listOf(byDimension, 'Metrics').filter(({ Namespace }) => Namespace === NAMESPACE)).toEqual(
        of(first?.ApplicationName ?? ''),
      );
    });

    it('reads the same figures as our own client', async () => {
      const asked = running().flatMap(({ ApplicationName }) => of(ApplicationName).slice(0, 20));
      const { StartTime, EndTime } = await range();
      const [answer] = await ask([
        metrics('GetMetricData', { MetricDataQueries: asked.slice(0, 500).map(query), StartTime, EndTime }),
      ]);
      const results = listOf(answer, 'MetricDataResults');
      const aws = awsServices({
        region: talk.simulator.region,
        endpoint: talk.simulator.endpoint,
        credentials: { kind: 'keys', accessKeyId: talk.simulator.accessKeyId, secretAccessKey: talk.simulator.secretAccessKey },
        connectTimeout: millis(2_000),
        requestTimeout: millis(10_000),
      });
      const ours = await aws.metrics.read(
        asked.slice(0, 500).map(({ Namespace, MetricName, Dimensions }) => ({
          namespace: Namespace,
          metric: MetricName,
          dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
          statistic: 'Average',
          period: MINUTE,
        })),
        { from: millis(StartTime * 1000), to: millis(EndTime * 1000) },
        signal,
      );
      aws.close();
      expect(results.some(({ Values }) => Values.length === 60)).toBe(true);
      expect(
        results.map(({ Timestamps, Values }) => Timestamps.map((text, i) => [Date.parse(text), Values[i]] as const).toReversed()),
      ).toEqual(succeed(ours));
    });

    it('reads the same figures however few fit into one answer', async () => {
      const MetricDataQueries = known.slice(0, 10).map(query);
      const request = { MetricDataQueries, ...(await range()), ScanBy: 'TimestampAscending' };
      const [whole, paged] = await ask([metrics('GetMetricData', request), metrics('GetMetricData', request, 70)]);
      const joined = new Map<string, number[]>();
      for (const { Id, Values } of listOf(paged, 'MetricDataResults')) joined.set(Id, [...(joined.get(Id) ?? []), ...Values]);
      const results = listOf(whole, 'MetricDataResults');
      expect([...joined]).toEqual(results.map(({ Id, Values }) => [Id, Values]));
      expect(paged?.responses).toBe(Math.ceil(results.reduce((sum, { Values }) => sum + Values.length, 0) / 70));
    });
  });

  describe('boto3 on CloudWatch Logs', () => {
    let groups: readonly string[] = [];
    let span: { startTime: number; endTime: number };
    beforeAll(async () => {
      const [answer] = await ask([logs('DescribeLogGroups', {}, 5)]);
      groups = listOf(answer, 'logGroups').map(({ logGroupName }) => logGroupName);
      const { now } = await talk.simulator.state();
      span = { startTime: now - 2 * HOUR, endTime: now - MINUTE };
    });

    it('finds the records of every group, however small the pages', async () => {
      expect(groups.length).toBeGreaterThan(0);
      const streams = await ask(groups.map((logGroupName) => logs('DescribeLogStreams', { logGroupName }, 0)));
      for (const answer of streams) expect(listOf(answer, 'logStreams')).not.toEqual([]);
      const whole = await ask(groups.map((logGroupName) => logs('FilterLogEvents', { logGroupName, ...span }, 0)));
      const paged = await ask(groups.map((logGroupName) => logs('FilterLogEvents', { logGroupName, ...span }, 500)));
      const found = whole.map((answer) => listOf(answer, 'events'));
      expect(found.flat().length).toBeGreaterThan(0);
      expect(paged.map((answer) => listOf(answer, 'events'))).toEqual(found);
    });

    it('finds records by a term and by a field of their JSON', async () => {
      const all = await ask(groups.map((logGroupName) => logs('FilterLogEvents', { logGroupName, ...span }, 0)));
      for (const [filterPattern, matches] of [
        ['INFO', (message: string) => message.includes('INFO')],
        [
          '{ $.messageType = "INFO" }',
          (message: string) => (JSON.parse(message) as { messageType: string }).messageType === 'INFO',
        ],
      ] as const) {
        const some = await ask(
          groups.map((logGroupName) => logs('FilterLogEvents', { logGroupName, ...span, filterPattern }, 0)),
        );
        for (const [i, answer] of some.entries())
          expect(listOf(answer, 'events')).toEqual(listOf(all[i], 'events').filter(({ message }) => matches(message)));
      }
    });
  });
}
