import type { Health } from '#shared/model/application.ts';
import { worstFirst } from '../../ui/healthRank.ts';
import type { FleetRow } from './fleetRows.ts';

export interface HealthCount {
  readonly level: Health['level'];
  readonly count: number;
}

/** How many rows there are of each level that occurs, worst first. */
export const countHealth = (rows: readonly FleetRow[]): readonly HealthCount[] =>
  worstFirst
    .map((level) => ({ level, count: rows.filter(({ application }) => application.health.level === level).length }))
    .filter(({ count }) => count > 0);
