import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { flag, list, oneOf, structure, text } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { dimensionName, dimensionValue, metricName, namespace, writeDimensions } from '../shapes.ts';
import { catalogueOf } from './metricSource.ts';
import type { MetricSource } from './metricSource.ts';

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
      IncludeLinkedAccounts: flag,
      OwningAccount: text({ min: 1, max: 255 }),
    },
  ),
  ({ NextToken, ...filter }, { region, state, now }) => {
    const { Namespace = null, MetricName = null, Dimensions = [], RecentlyActive } = filter;
    const { IncludeLinkedAccounts = false, OwningAccount = region.accountId } = filter;
    const since = (source: MetricSource, age: Millis) => source.read(millis(now - age), now, null).length > 0;
    // Most metrics that got data in three hours got some just now, which is quicker to see.
    const active = (source: MetricSource) =>
      RecentlyActive === undefined || since(source, millis(5 * MINUTE)) || since(source, millis(3 * HOUR));
    // No other account is linked to this one.
    const all =
      OwningAccount === region.accountId ? catalogueOf(region, state.cloudWatch.metrics).list(Namespace, MetricName) : [];
    const found = all.filter((source) => matches(source, Dimensions) && active(source));
    const token = NextToken === '' ? undefined : NextToken;
    const page = pageOf(found, { operation: 'ListMetrics', filter, limit: PAGE, token });
    if (!page.ok) return refused('InvalidParameterValueException', 'The value for parameter NextToken is not valid.');
    const { items, next } = page.value;
    return ok({
      Metrics: items.map((source) => ({
        Namespace: source.namespace,
        MetricName: source.metric,
        Dimensions: writeDimensions(source.dimensions),
      })),
      ...(IncludeLinkedAccounts ? { OwningAccounts: items.map(() => region.accountId) } : {}),
      NextToken: next,
    });
  },
);

const matches = ({ dimensions }: MetricSource, filters: readonly DimensionFilter[]): boolean =>
  filters.every(({ Name, Value }) =>
    dimensions.some(({ name, value }) => name === Name && (Value === undefined || value === Value)),
  );
