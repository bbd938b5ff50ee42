import { ok } from '#shared/model/sourceError.ts';
import type { MetricSeries } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { refused } from '../awsError.ts';
import { list, oneOf, structure, text } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import { operation } from '../service.ts';
import { dimensionName, dimensionValue, metricName, namespace, writeDimensions } from './shapes.ts';

const PAGE = 500;

/** A filter without a value asks for the dimension alone. */
interface DimensionFilter {
  readonly Name: string;
  readonly Value?: string | undefined;
}

export const listMetrics = operation(
  'ListMetrics',
  structure(
    {},
    {
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: list(structure({ Name: dimensionName }, { Value: dimensionValue }), { max: 10 }),
      NextToken: text(),
      RecentlyActive: oneOf(['PT3H']),
    },
  ),
  ({ NextToken, ...filter }, { region, now }) => {
    const { Namespace = null, MetricName = null, Dimensions = [], RecentlyActive } = filter;
    const tokens = pageTokens('ListMetrics', filter);
    const place = tokens.read(NextToken === '' ? undefined : NextToken, 1);
    if (!place.ok) return refused('InvalidParameterValueException', 'The value for parameter NextToken is not valid.');
    const [from = 0] = place.value;

    const since = (series: MetricSeries, age: Millis) => series.read(millis(now - age), now).length > 0;
    // Most series that got data in three hours got some just now, which is quicker to see.
    const active = (series: MetricSeries) =>
      RecentlyActive === undefined || since(series, millis(5 * MINUTE)) || since(series, millis(3 * HOUR));
    const found = region.metrics.list(Namespace, MetricName).filter((series) => matches(series, Dimensions) && active(series));
    return ok({
      Metrics: found.slice(from, from + PAGE).map((series) => ({
        Namespace: series.namespace,
        MetricName: series.metric,
        Dimensions: writeDimensions(series.dimensions),
      })),
      ...(from + PAGE < found.length ? { NextToken: tokens.write([from + PAGE]) } : {}),
    });
  },
);

const matches = ({ dimensions }: MetricSeries, filters: readonly DimensionFilter[]): boolean =>
  filters.every(({ Name, Value }) =>
    dimensions.some(({ name, value }) => name === Name && (Value === undefined || value === Value)),
  );
