import { createRegionState } from '#electron/simulator/aws/regionState.ts';
import type { AwsContext } from '#electron/simulator/aws/service.ts';
import { logs } from '#electron/simulator/aws/logs/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { AwsError } from '#electron/simulator/aws/awsError.ts';
import type { SimulatedLogRecord, SimulatedRegion } from '#shared/simulation/types.ts';
import { millis } from '#shared/units/units.ts';

export const NOON = Date.UTC(2026, 9, 13, 12);
export const GROUP = '/aws/kinesis-analytics/orders';
export const ARN = 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/orders';

/** What an application logs, as the service writes it. */
export const record = (at: number, message: string, more: object = {}): SimulatedLogRecord => ({
  at: millis(at),
  message: JSON.stringify({
    locationInformation: 'org.apache.flink.Class.method(Class.java:1)',
    logger: 'org.apache.flink.runtime.executiongraph.ExecutionGraph',
    message,
    threadName: 'main',
    applicationARN: ARN,
    applicationVersionId: '3',
    messageSchemaVersion: '1',
    messageType: 'INFO',
    ...more,
  }),
});

export interface Page {
  readonly events: readonly { readonly timestamp: number; readonly message: string; readonly logStreamName: string }[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
  readonly nextToken?: string;
}

/** What the tests read of answers. */
interface Answers {
  readonly CreateLogGroup: object;
  readonly CreateLogStream: object;
  readonly DeleteLogGroup: object;
  readonly DeleteQueryDefinition: object;
  readonly DeleteRetentionPolicy: object;
  readonly DescribeLogGroups: { readonly logGroups: readonly Readonly<Record<string, unknown>>[] };
  readonly DescribeQueries: { readonly queries: readonly { readonly queryId: string; readonly status: string }[] };
  readonly DescribeQueryDefinitions: object;
  readonly FilterLogEvents: Page;
  readonly GetLogEvents: Page;
  readonly GetLogRecord: { readonly logRecord: Readonly<Record<string, string>> };
  readonly GetQueryResults: {
    readonly status: string;
    readonly results: readonly (readonly { readonly field: string; readonly value: string }[])[];
    readonly statistics: Readonly<Record<string, number>>;
  };
  readonly ListTagsForResource: object;
  readonly PutLogEvents: object;
  readonly PutQueryDefinition: { readonly queryDefinitionId: string };
  readonly PutLogGroupDeletionProtection: object;
  readonly PutRetentionPolicy: object;
  readonly StartQuery: { readonly queryId: string };
  readonly StopQuery: object;
  readonly ListTagsLogGroup: object;
  readonly TagLogGroup: object;
  readonly TagResource: object;
  readonly UntagLogGroup: object;
  readonly UntagResource: object;
}

export interface LogsWorld {
  /** What an operation answers; fails the test when it is refused. */
  call<K extends keyof Answers>(operation: K, input?: object): Answers[K];
  refusal(operation: string, input?: object): AwsError;
  pass(duration: number): void;
  readonly now: () => number;
  /** Changes where the application logs. */
  redirect(logStreamArn: string): void;
}

/** The logs of a region with one application that has said these things. */
export function logsWorld(records: readonly SimulatedLogRecord[] = []): LogsWorld {
  let now = NOON;
  const application = {
    name: 'orders',
    arn: ARN,
    created: millis(NOON - 86_400_000),
    updated: millis(NOON - 3_600_000),
    settings: {
      logging: [
        { logStreamArn: `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:log-stream:kinesis-analytics-log-stream` },
      ],
    },
  };
  const region = {
    name: 'us-east-1',
    accountId: '123456789012',
    applications: [application],
    logs: (_application: string, from: number, to: number) => records.filter(({ at }) => at >= from && at < to),
  } as unknown as SimulatedRegion;
  const state = createRegionState('us-east-1');
  const run = (name: string, input: object): Result<object, AwsError> => {
    const operation = logs.operations.find((each) => each.name === name);
    if (operation === undefined) throw new Error(`There is no ${name}.`);
    const context = { region, state, now: millis(now), presign: () => '' } as unknown as AwsContext;
    return operation.run(input, context, { invalid: logs.invalid, textual: false });
  };
  return {
    call<K extends keyof Answers>(operation: K, input: object = {}) {
      const answer = run(operation, input);
      if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}: ${answer.error.message}`);
      return answer.value as Answers[K];
    },
    refusal(operation, input = {}) {
      const answer = run(operation, input);
      if (answer.ok) throw new Error(`${operation} was not refused.`);
      return answer.error;
    },
    pass(duration) {
      now += duration;
    },
    now: () => now,
    redirect(logStreamArn) {
      Object.assign(application, { settings: { logging: [{ logStreamArn }] }, updated: millis(now) });
    },
  };
}
