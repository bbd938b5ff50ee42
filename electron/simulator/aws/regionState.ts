import { createLogsState } from './logs/store/logsState.ts';
import type { LogsState } from './logs/store/logsState.ts';

/** What callers have put into a region: each service keeps its part. */
export interface RegionState {
  readonly region: string;
  readonly logs: LogsState;
}

export const createRegionState = (region: string): RegionState => ({ region, logs: createLogsState() });
