import type { Dimension } from '#shared/simulation/types.ts';
import { list, structure, text } from '../input.ts';
import type { Shape } from '../input.ts';

export const namespace = text({ min: 1, max: 255, pattern: '[^:].*' });
export const metricName = text({ min: 1, max: 255 });
export const dimensionName = text({ min: 1, max: 255 });
export const dimensionValue = text({ min: 1, max: 1024 });

/** Dimensions that name one metric, each with its value. */
export const dimensions: Shape<readonly { readonly Name: string; readonly Value: string }[]> = list(
  structure({ Name: dimensionName, Value: dimensionValue }, {}),
  { max: 30 },
);

export const writeDimensions = (all: readonly Dimension[]) => all.map(({ name, value }) => ({ Name: name, Value: value }));
