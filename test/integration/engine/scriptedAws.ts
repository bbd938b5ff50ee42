import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpServer } from '../clients/httpServer.ts';
import { httpServer, json } from '../clients/httpServer.ts';

export interface ScriptedApplication {
  readonly name: string;
  readonly status: string;
  readonly version?: number;
  readonly parallelism?: number;
}

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** The three services as a test says they are. */
export interface Script {
  applications: readonly ScriptedApplication[];
  /** What operations fail with, instead of answering. */
  failing: Readonly<Record<string, string>>;
  /** Base of the Flink REST interface behind every dashboard. */
  dashboard: string;
  /** Values of the metrics by name, the same every minute; what is not here has no points. */
  metrics: Readonly<Record<string, number>>;
  /** Alarms as DescribeAlarms tells them. */
  alarms: readonly object[];
  /** Series that ListMetrics knows: dimensions by metric. */
  series: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

export interface ScriptedAws extends HttpServer {
  readonly script: Script;
  /** Operations that were asked, in order. */
  readonly asked: string[];
  /** Numbers of queries of each GetMetricData. */
  readonly batches: number[];
  readonly statistics: ReadonlyMap<string, string>;
}

export const arnOf = (name: string): string => `arn:aws:kinesisanalytics:eu-west-1:123456789012:application/${name}`;

/** A server that speaks AwsJson for a script, which a test changes as it goes. */
export async function scriptedAws(start: Partial<Script>): Promise<ScriptedAws> {
  const script: Script = { applications: [], failing: {}, dashboard: '', metrics: {}, alarms: [], series: {}, ...start };
  const asked: string[] = [];
  const batches: number[] = [];
  const statistics = new Map<string, string>();

  const answer = (operation: string, input: Record<string, unknown>): unknown => {
    switch (operation) {
      case 'ListApplications':
        return { ApplicationSummaries: script.applications.map(summary) };
      case 'DescribeApplication': {
        const found = script.applications.find(({ name }) => name === input['ApplicationName']);
        return found === undefined ? null : { ApplicationDetail: detail(found) };
      }
      case 'CreateApplicationPresignedUrl':
        return { AuthorizedUrl: `${script.dashboard}/?authToken=once` };
      case 'ListMetrics': {
        const filter = (input['Dimensions'] ?? []) as readonly { Name: string; Value: string }[];
        const name = String(input['MetricName']);
        const found = (script.series[name] ?? []).filter((each) => filter.every(({ Name, Value }) => each[Name] === Value));
        return {
          Metrics: found.map((each) => ({
            Namespace: 'AWS/KinesisAnalytics',
            MetricName: name,
            Dimensions: Object.entries(each).map(([Name, Value]) => ({ Name, Value })),
          })),
        };
      }
      case 'GetMetricData': {
        const queries = input['MetricDataQueries'] as readonly Query[];
        batches.push(queries.length);
        return { MetricDataResults: queries.map((query) => points(query, Number(input['StartTime']), Number(input['EndTime']))) };
      }
      case 'DescribeAlarms':
        return { MetricAlarms: script.alarms };
      case 'DescribeAlarmHistory':
        return { AlarmHistoryItems: [] };
      case 'ListApplicationVersions':
        return { ApplicationVersionSummaries: [{ ApplicationVersionId: 1, ApplicationStatus: 'RUNNING' }] };
      case 'DescribeApplicationVersion':
        return { ApplicationVersionDetail: { ApplicationVersionId: 1, LastUpdateTimestamp: 1_700_000_000 } };
      case 'ListApplicationOperations':
        return { ApplicationOperationInfoList: [] };
      case 'ListApplicationSnapshots':
        return { SnapshotSummaries: [] };
      case 'ListTagsForResource':
        return { Tags: [{ Key: 'team', Value: 'payments' }] };
      case 'LookupEvents':
        return { Events: [] };
      case 'FilterLogEvents':
        return { events: [{ timestamp: 1, logStreamName: 'stream', message: `matches ${String(input['filterPattern'])}` }] };
      default:
        return null;
    }
  };
  const points = ({ Id, MetricStat: { Metric, Period, Stat } }: Query, from: number, to: number) => {
    statistics.set(Metric.MetricName, Stat);
    const value = script.metrics[Metric.MetricName];
    const times: number[] = [];
    if (value !== undefined) for (let at = from; at < to; at += Period) times.push(at);
    return { Id, Timestamps: times, Values: times.map(() => value), StatusCode: 'Complete' };
  };

  const server = await httpServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    asked.push(operation);
    const failure = script.failing[operation];
    const body = await bodyOf(request);
    if (failure !== undefined) return json(response, { __type: failure, message: 'As the test says.' }, 400);
    const answered = answer(operation, body);
    answerWith(response, answered);
  });
  return { ...server, script, asked, batches, statistics };
}

function answerWith(response: ServerResponse, answered: unknown): void {
  if (answered === null) json(response, { __type: 'ResourceNotFoundException', message: 'Not there.' }, 400);
  else json(response, answered);
}

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  // Who we are is asked in a form, and not answered.
  if (request.headers['x-amz-target'] === undefined) return {};
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
};

const summary = ({ name, status, version = 1 }: ScriptedApplication) => ({
  ApplicationName: name,
  ApplicationARN: arnOf(name),
  ApplicationStatus: status,
  ApplicationVersionId: version,
  RuntimeEnvironment: 'FLINK-1_20',
});

const detail = (application: ScriptedApplication) => ({
  ...summary(application),
  CreateTimestamp: 1_700_000_000,
  ApplicationConfigurationDescription: {
    FlinkApplicationConfigurationDescription: {
      ParallelismConfigurationDescription: { Parallelism: application.parallelism ?? 4, ParallelismPerKPU: 2 },
      CheckpointConfigurationDescription: {
        ConfigurationType: 'DEFAULT',
        CheckpointingEnabled: true,
        CheckpointInterval: 60_000,
      },
    },
  },
  CloudWatchLoggingOptionDescriptions: [
    { LogStreamARN: `arn:aws:logs:eu-west-1:123456789012:log-group:/flink/${application.name}:log-stream:stream` },
  ],
});
