import { z } from '#shared/model/schema.ts';

/** The ways to look at a log, in their order. */
export const views = [
  { id: 'exceptions', text: 'Exceptions' },
  { id: 'tail', text: 'Tail' },
  { id: 'search', text: 'Search' },
  { id: 'insights', text: 'Insights' },
] as const;
export const View = z.enum(views.map(({ id }) => id));
export type View = z.infer<typeof View>;
