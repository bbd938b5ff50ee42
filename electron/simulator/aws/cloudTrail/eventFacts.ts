/** Calls that carry data instead of managing something: event history has none of them. */
const DATA: Readonly<Record<string, readonly string[]>> = {
  monitoring: ['GetMetricData', 'GetMetricStatistics', 'GetMetricWidgetImage', 'ListMetrics', 'PutMetricData'],
  logs: ['PutLogEvents'],
};

export const inCloudTrail = (service: string, operation: string): boolean => DATA[service]?.includes(operation) !== true;

/** Where the endpoint's name is not the one that CloudTrail calls a service by. */
const SOURCES: Readonly<Record<string, string>> = { 'application-autoscaling': 'autoscaling' };

export const sourceOf = (service: string): string => `${SOURCES[service] ?? service}.amazonaws.com`;

export const isReadOnly = (operation: string): boolean =>
  /^(Describe|Discover|Filter|Get|List|Lookup|StartQuery|StopQuery|Test)/.test(operation);

/** Which members of a request name a resource, of what type. */
const RESOURCES: readonly (readonly [string, string])[] = [
  ['ApplicationName', 'AWS::KinesisAnalyticsV2::Application'],
  ['logGroupName', 'AWS::Logs::LogGroup'],
  ['AlarmName', 'AWS::CloudWatch::Alarm'],
  ['AlarmNames', 'AWS::CloudWatch::Alarm'],
  ['DashboardName', 'AWS::CloudWatch::Dashboard'],
  ['StreamName', 'AWS::Kinesis::Stream'],
  ['RoleArn', 'AWS::IAM::Role'],
];

export function resourcesOf(input: unknown): readonly { readonly ResourceType: string; readonly ResourceName: string }[] {
  if (typeof input !== 'object' || input === null) return [];
  const members = input as Readonly<Record<string, unknown>>;
  return RESOURCES.flatMap(([member, ResourceType]) =>
    [members[member]]
      .flat()
      .filter((name) => typeof name === 'string')
      .map((ResourceName) => ({ ResourceType, ResourceName })),
  );
}
