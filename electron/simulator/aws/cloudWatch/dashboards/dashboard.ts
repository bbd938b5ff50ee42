import type { Millis } from '#shared/units/units.ts';

export interface Dashboard {
  readonly name: string;
  /** JSON. */
  readonly body: string;
  readonly modified: Millis;
}

/** Dashboards belong to the account, whatever the region. */
export const dashboardArn = (accountId: string, name: string): string => `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
