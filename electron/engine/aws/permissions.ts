import type { ManagedApplication } from '../../clients/aws/describeManaged.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** A permission that watching uses, and what there is not without it. */
interface Permission {
  readonly action: string;
  readonly without: string;
  /** The rest is whole without it. */
  readonly optional: boolean;
}

/**
 * `CreateApplicationPresignedUrl` is not tried: it would open a session of a dashboard. Neither is `StartQuery`, which costs.
 */
const permissions = {
  describe: {
    action: 'kinesisanalytics:DescribeApplication',
    without: 'no configuration, parallelism, KPUs, logs',
    optional: false,
  },
  list: { action: 'cloudwatch:ListMetrics', without: 'no lag, no metrics of tasks, no custom metrics', optional: false },
  read: { action: 'cloudwatch:GetMetricData', without: 'no rates, lag, CPU, charts', optional: false },
  logs: { action: 'logs:FilterLogEvents', without: 'no logs', optional: false },
  alarms: { action: 'cloudwatch:DescribeAlarms', without: 'no alarms', optional: true },
  trail: { action: 'cloudtrail:LookupEvents', without: 'not known who changed what', optional: true },
} as const satisfies Record<string, Permission>;

/** What did not answer when it was tried. */
export interface Lack {
  readonly permission: Permission;
  readonly error: SourceError;
}

/** Tries each permission by a call that costs little: the fewest entries, the shortest time. What cannot be tried is not lacking. */
export async function lacksOf(
  { managed, metrics, logs, trail }: AwsServices,
  application: string | null,
  now: Millis,
  signal: AbortSignal,
): Promise<Lack[]> {
  const metric = { namespace: NAMESPACE, metric: 'uptime', dimensions: {} };
  const logged = async (described: Result<ManagedApplication> | null): Promise<Result<unknown> | null> =>
    described?.ok === true && described.value.logs !== null
      ? logs.find({ ...described.value.logs, pattern: '', from: millis(now - MINUTE), to: now, limit: 1 }, signal)
      : null;
  const described = application === null ? Promise.resolve(null) : managed.describe(application, signal);
  const answers: Record<keyof typeof permissions, Promise<Result<unknown> | null>> = {
    describe: described,
    list: metrics.listAll({ namespace: NAMESPACE, dimensions: {} }, 1, signal),
    read: metrics.read([{ ...metric, statistic: 'Maximum', period: MINUTE }], { from: millis(now - HOUR), to: now }, signal),
    logs: described.then(logged),
    alarms: metrics.alarms(signal, 1),
    trail: trail.events(millis(now - MINUTE), now, signal),
  };
  const lacks: Lack[] = [];
  for (const key of ['describe', 'list', 'read', 'logs', 'alarms', 'trail'] as const) {
    const answer = await answers[key];
    if (answer?.ok === false && answer.error.kind !== 'not-found')
      lacks.push({ permission: permissions[key], error: answer.error });
  }
  return lacks;
}

/** Sentences about what is missing; none where nothing is. */
export function sentencesOf(lacks: readonly Lack[]): string[] {
  const denied = (optional: boolean): string[] => {
    const some = lacks.filter(({ permission, error }) => error.kind === 'access-denied' && permission.optional === optional);
    return [...new Set(some.map(({ permission: { action, without } }) => `${action} (without it: ${without})`))];
  };
  const [missing, optional] = [denied(false), denied(true)];
  // What fails in another way and is not needed tells of itself when it is used.
  const failing = lacks.filter(({ permission, error }) => error.kind !== 'access-denied' && !permission.optional);
  return [
    ...(missing.length === 0
      ? []
      : [`Not allowed: ${missing.join('; ')}. Allow ${missing.length === 1 ? 'it' : 'them'} for this identity.`]),
    ...(optional.length === 0 ? [] : [`Optional, not allowed: ${optional.join('; ')}.`]),
    ...new Set(failing.map(({ error }) => `${error.message} ${error.remedy}`)),
  ];
}
