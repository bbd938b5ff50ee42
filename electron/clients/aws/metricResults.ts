import { z } from '#shared/model/schema.ts';
import { millis } from '#shared/units/units.ts';
import type { RawPoint } from './cloudWatch.ts';
import { entriesOrThrow } from './entries.ts';

const MetricResult = z.object({
  Id: z.string(),
  Timestamps: z.array(z.unknown()).nullish(),
  Values: z.array(z.unknown()).nullish(),
});

/** The results of a page of GetMetricData, by the query's id. A value that is no number stays NaN; without a time it is no point. */
export const metricResults = (list: unknown): { readonly id: string; readonly series: readonly RawPoint[] }[] =>
  entriesOrThrow(list, MetricResult, 'MetricDataResults').map(({ Id, Timestamps, Values }) => ({
    id: Id,
    series: (Timestamps ?? []).flatMap((at, i): RawPoint[] => {
      const value = Values?.[i];
      if (!(at instanceof Date) || Number.isNaN(at.getTime()) || typeof value !== 'number') return [];
      return [[millis(at.getTime()), value]];
    }),
  }));
