import type { SimulatedApplication } from '../types.ts';

/** Where applications are that name no region. */
export const HOME = 'us-east-1';

/** The service patches at any time in these eight hours, UTC (guide p. 468). */
const windows: Readonly<Record<string, SimulatedApplication['maintenanceWindow']>> = {
  'us-east-1': { from: '03:00', to: '11:00' },
  'eu-west-1': { from: '22:00', to: '06:00' },
};

export const maintenanceWindow = (region: string): SimulatedApplication['maintenanceWindow'] =>
  windows[region] ?? { from: '13:00', to: '21:00' };
