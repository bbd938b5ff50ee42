import { codeVenv, runInPython, script } from '../python.ts';
import type { Canonical } from './canonical.ts';
import { byName, canonicalOf } from './canonical.ts';

type Told = Readonly<Record<string, unknown>>;

/** What files of code describe. */
export interface Described {
  readonly alarms: readonly Canonical[];
  /** Bodies by name. */
  readonly dashboards: ReadonlyMap<string, unknown>;
}

/** What each of the files says, to a reader that is not ours. */
const readAll = async (files: readonly string[]): Promise<readonly Told[]> =>
  JSON.parse(await runInPython('python', [script('read_code.py'), ...files], { from: codeVenv })) as readonly Told[];

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: Told }>>;

/** A template's alarms and dashboards when it is deployed with a topic; without one: with the empty text. */
export async function readTemplates(files: readonly string[], topic: string): Promise<Described> {
  const templates = await readAll(files);
  const resources = templates.flatMap(({ Resources }) => Object.values(Resources as Resources));
  return describedBy(resources.map(({ Type, Properties }) => ({ Type, Properties: filledIn(Properties, topic) as Told })));
}

/** What the CDK made of its own: nothing is left to fill in. */
export const describedBy = (resources: Iterable<Resources[string]>): Described => {
  const all = [...resources];
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  return {
    alarms: byName(of('AWS::CloudWatch::Alarm').map(canonicalOf)),
    dashboards: new Map(
      of('AWS::CloudWatch::Dashboard').map((each) => [
        String(each['DashboardName']),
        JSON.parse(String(each['DashboardBody'])) as unknown,
      ]),
    ),
  };
};

const NO_VALUE = Symbol('AWS::NoValue');

/** The functions of CloudFormation that our templates use; any other stays, and is equal to nothing. */
function filledIn(value: unknown, topic: string): unknown {
  if (Array.isArray(value)) return value.map((each) => filledIn(each, topic)).filter((each) => each !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Ref') return argument === 'AlarmTopicArn' ? topic : NO_VALUE;
  if (name === 'Fn::Join') return (argument as [string, string[]])[1].join((argument as [string, string[]])[0]);
  if (name === 'Fn::If') {
    const [, then, otherwise] = argument as [string, unknown, unknown];
    return filledIn(topic === '' ? otherwise : then, topic);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, filledIn(each, topic)] as const)
      .filter(([, each]) => each !== NO_VALUE),
  );
}

/** A module's alarms and dashboards when it is applied with a topic. */
export async function readTerraform(files: readonly string[], topic: string): Promise<Described> {
  const modules = await readAll(files);
  const of = (type: string) =>
    modules.flatMap(({ resource = [] }) =>
      (resource as readonly Told[]).flatMap((each) => Object.values((each[type] ?? {}) as Readonly<Record<string, Told>>)),
    );
  return {
    alarms: byName(of('aws_cloudwatch_metric_alarm').map((each) => canonicalOf(inServiceNames(each, topic)))),
    dashboards: new Map(
      of('aws_cloudwatch_dashboard').map((each) => [
        String(each['dashboard_name']),
        JSON.parse(String(each['dashboard_body'])) as unknown,
      ]),
    ),
  };
}

/** The provider's arguments by PutMetricAlarm's names: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_metric_alarm */
function inServiceNames(alarm: Told, topic: string): Told {
  const told = topic === '' ? [] : [topic];
  const actions = (name: string) => (alarm[name] === '${local.alarm_actions}' ? told : alarm[name]);
  return {
    AlarmName: alarm['alarm_name'],
    AlarmDescription: alarm['alarm_description'],
    AlarmActions: actions('alarm_actions'),
    OKActions: actions('ok_actions'),
    ...metricOf(alarm),
    Statistic: alarm['statistic'],
    ExtendedStatistic: alarm['extended_statistic'],
    Period: alarm['period'],
    EvaluationPeriods: alarm['evaluation_periods'],
    DatapointsToAlarm: alarm['datapoints_to_alarm'],
    Threshold: alarm['threshold'],
    ComparisonOperator: alarm['comparison_operator'],
    TreatMissingData: alarm['treat_missing_data'],
    Metrics: ((alarm['metric_query'] ?? []) as readonly Told[]).map((query) => {
      const [metric] = (query['metric'] ?? []) as readonly Told[];
      return {
        Id: query['id'],
        Expression: query['expression'],
        ReturnData: query['return_data'],
        ...(metric === undefined
          ? {}
          : { MetricStat: { Metric: metricOf(metric), Period: metric['period'], Stat: metric['stat'] } }),
      };
    }),
  };
}

const metricOf = (told: Told): Told => ({
  Namespace: told['namespace'],
  MetricName: told['metric_name'],
  Dimensions: Object.entries((told['dimensions'] ?? {}) as Readonly<Record<string, string>>).map(([Name, Value]) => ({
    Name,
    Value,
  })),
});
