import { z } from '#shared/model/schema.ts';

const Metric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
});
export type Metric = z.infer<typeof Metric>;
const Listed = z.object({ Metrics: z.array(Metric), NextToken: z.string().optional() });
const Answer = z.object({
  MetricDataResults: z.array(z.object({ Timestamps: z.array(z.number()), Values: z.array(z.number()) })),
});
export type Series = z.infer<typeof Answer>['MetricDataResults'][number];

/** CloudWatch over AwsJson, without a client's own work in the measurement. */
async function ask(endpoint: string, operation: string, body: object): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=bench/20261013/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=00',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${text}`);
  return text;
}

export async function listMetrics(endpoint: string, atLeast: number): Promise<Metric[]> {
  const found: Metric[] = [];
  for (let token: string | undefined; ;) {
    const next = token === undefined ? {} : { NextToken: token };
    const answer = await ask(endpoint, 'ListMetrics', { Namespace: 'AWS/KinesisAnalytics', ...next });
    const page = Listed.parse(JSON.parse(answer));
    found.push(...page.Metrics);
    token = page.NextToken;
    if (token === undefined || found.length >= atLeast) return found;
  }
}

/** Asks for an hour in minutes, of every metric; resolves with the answer as it came. */
export const askMetricData = (endpoint: string, metrics: readonly Metric[], end: number): Promise<string> =>
  ask(endpoint, 'GetMetricData', {
    StartTime: end - 3600,
    EndTime: end,
    MetricDataQueries: metrics.map((metric, i) => ({
      Id: `m${i}`,
      MetricStat: { Metric: metric, Period: 60, Stat: 'Average' },
    })),
  });

export const readMetricData = (answer: string): readonly Series[] => Answer.parse(JSON.parse(answer)).MetricDataResults;

/** So many data go into one request. */
const BATCH = 1000;

export async function putMetrics(endpoint: string, metrics: readonly Metric[], series: readonly Series[]): Promise<void> {
  const data = metrics.flatMap((metric, i) =>
    (series[i]?.Timestamps ?? []).map((at, k) => ({ metric, at, value: series[i]?.Values[k] ?? 0 })),
  );
  for (let from = 0; from < data.length; from += BATCH)
    await ask(endpoint, 'PutMetricData', {
      Namespace: 'AWS/KinesisAnalytics',
      MetricData: data.slice(from, from + BATCH).map(({ metric, at, value }) => ({
        MetricName: metric.MetricName,
        Dimensions: metric.Dimensions,
        Timestamp: at,
        Value: value,
      })),
    });
}
