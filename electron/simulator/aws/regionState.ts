import { createCloudWatchState } from './cloudWatch/cloudWatchState.ts';
import type { CloudWatchState } from './cloudWatch/cloudWatchState.ts';
import { createScalingState } from './applicationAutoScaling/scalingState.ts';
import type { ScalingState } from './applicationAutoScaling/scalingState.ts';
import { createCallLog } from './callLog.ts';
import type { CallLog } from './callLog.ts';
import type { EnhancedSnapshots } from './kinesisAnalytics/enhancedSnapshots/state.ts';
import { createLogsState } from './logs/store/logsState.ts';
import type { LogsState } from './logs/store/logsState.ts';
import { createStsState } from './sts/stsState.ts';
import type { StsState } from './sts/stsState.ts';

/** What callers have put into a region: each service keeps its part. */
export interface RegionState {
  readonly region: string;
  readonly cloudWatch: CloudWatchState;
  readonly logs: LogsState;
  readonly calls: CallLog;
  readonly sts: StsState;
  readonly scaling: ScalingState;
  readonly enhancedSnapshots: EnhancedSnapshots;
}

/** Roles that were assumed are the account's: given, they hold in several regions. */
export const createRegionState = (region: string, sts = createStsState()): RegionState => ({
  region,
  cloudWatch: createCloudWatchState(),
  logs: createLogsState(),
  calls: createCallLog(),
  sts,
  scaling: createScalingState(),
  enhancedSnapshots: new Map(),
});
