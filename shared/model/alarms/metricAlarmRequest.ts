import { comparisons } from '../alarm.ts';
import { z } from '../schema.ts';

const units = [
  'Seconds',
  'Microseconds',
  'Milliseconds',
  'Bytes',
  'Kilobytes',
  'Megabytes',
  'Gigabytes',
  'Terabytes',
  'Bits',
  'Kilobits',
  'Megabits',
  'Gigabits',
  'Terabits',
  'Percent',
  'Count',
  'Bytes/Second',
  'Kilobytes/Second',
  'Megabytes/Second',
  'Gigabytes/Second',
  'Terabytes/Second',
  'Bits/Second',
  'Kilobits/Second',
  'Megabits/Second',
  'Gigabits/Second',
  'Terabits/Second',
  'Count/Second',
  'None',
] as const;

const Dimensions = z.array(z.strictObject({ Name: z.string(), Value: z.string() }));

const Query = z.strictObject({
  Id: z.string(),
  MetricStat: z
    .strictObject({
      Metric: z.strictObject({
        Namespace: z.string().optional(),
        MetricName: z.string().optional(),
        Dimensions: Dimensions.optional(),
      }),
      Period: z.number(),
      Stat: z.string(),
      Unit: z.enum(units).optional(),
    })
    .optional(),
  Expression: z.string().optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().optional(),
  Period: z.number().optional(),
  AccountId: z.string().optional(),
});

const tagKeys = z.array(z.string()).optional();

/**
 * What PutMetricAlarm is told, in the service's own words; it replaces the whole alarm but for its state and its tags. An alarm with a
 * member that is not here cannot be written again as it was.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const MetricAlarmRequest = z.strictObject({
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: z.boolean().optional(),
  AlarmActions: z.array(z.string()).optional(),
  OKActions: z.array(z.string()).optional(),
  InsufficientDataActions: z.array(z.string()).optional(),
  ActionConfiguration: z
    .strictObject({
      AlarmTagsPropagation: z
        .strictObject({ Enabled: z.boolean(), IncludedTagKeys: tagKeys, ExcludedTagKeys: tagKeys })
        .optional(),
    })
    .optional(),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: Dimensions.optional(),
  Statistic: z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']).optional(),
  ExtendedStatistic: z.string().optional(),
  Unit: z.enum(units).optional(),
  /** Seconds. */
  Period: z.number().optional(),
  Metrics: z.array(Query).optional(),
  EvaluationPeriods: z.number().optional(),
  DatapointsToAlarm: z.number().optional(),
  Threshold: z.number().optional(),
  ThresholdMetricId: z.string().optional(),
  ComparisonOperator: z
    .enum([...comparisons, 'LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold'])
    .optional(),
  TreatMissingData: z.string().optional(),
  EvaluateLowSampleCountPercentile: z.string().optional(),
  EvaluationWindow: z
    .union([
      z.strictObject({ WallClockWindow: z.strictObject({ Timezone: z.string().optional() }) }),
      z.strictObject({ SlidingWindow: z.strictObject({}) }),
    ])
    .optional(),
  WarmUpConfiguration: z
    .strictObject({
      WarmUpPeriodDurationInMinutes: z.number(),
      OnlyStartEvaluatingAfterWarmUpPeriodEnds: z.boolean().optional(),
    })
    .optional(),
});
export type MetricAlarmRequest = z.infer<typeof MetricAlarmRequest>;
export type MetricAlarmQuery = z.infer<typeof Query>;
