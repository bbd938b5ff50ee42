import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import { z } from '#shared/model/schema.ts';
import { columnTitles } from './columns.tsx';

/** How somebody likes the fleet's table; kept in the browser, because it is about a screen and not about what is watched. */
export const FleetPreferences = z.object({
  pageSize: z.int().min(1),
  columns: z.array(z.object({ id: z.string(), visible: z.boolean() })),
});
export type FleetPreferences = z.infer<typeof FleetPreferences>;

export const DEFAULT_PREFERENCES: FleetPreferences = {
  pageSize: 50,
  columns: columnTitles.map(({ id, visible }) => ({ id, visible })),
};

export const pageSizes = [20, 50, 100, 200].map((value) => ({ value, label: `${value} applications` }));

/** Columns that were not known when the preferences were kept come last, shown. */
export const withNewColumns = (kept: FleetPreferences): FleetPreferences => ({
  ...kept,
  columns: [...kept.columns, ...DEFAULT_PREFERENCES.columns.filter(({ id }) => !kept.columns.some((column) => column.id === id))],
});

/** Which columns to show: those that would say the same in each row stay away. */
export const shownColumns = (
  { columns }: FleetPreferences,
  several: { readonly connections: boolean; readonly regions: boolean },
): readonly CollectionPreferencesProps.ContentDisplayItem[] =>
  columns.map(({ id, visible }) => ({
    id,
    visible: visible && (id !== 'connection' || several.connections) && (id !== 'region' || several.regions),
  }));
