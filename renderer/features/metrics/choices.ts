import type { MetricListing, SeriesSelector } from '#shared/model/metric.ts';
import { statistics, transforms } from '#shared/model/metric.ts';
import { z, zMillis } from '#shared/model/schema.ts';
import type { MetricGroup } from './groups.ts';

/** What the user wants otherwise than the catalogue reads it, of one chart. */
export const Choice = z.object({
  statistic: z.enum(statistics).optional(),
  transform: z.enum(transforms).optional(),
  period: zMillis.nullable().optional(),
});
export type Choice = z.infer<typeof Choice>;

export const selectorOf = ({ name, statistic, transform }: MetricListing, choice: Choice): SeriesSelector => ({
  name,
  statistic: choice.statistic ?? statistic,
  transform: choice.transform ?? transform,
  period: choice.period ?? null,
});

export const selectorsOf = ({ lines }: MetricGroup, choice: Choice): readonly SeriesSelector[] =>
  lines.map(({ listing }) => selectorOf(listing, choice));
