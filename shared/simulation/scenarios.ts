import { asyncSinkDeadlock } from './scenarios/checkpoints/asyncSinkDeadlock.ts';
import { beamCheckpointFinishedTasks } from './scenarios/checkpoints/beamCheckpointFinishedTasks.ts';
import { checkpointsDisabled } from './scenarios/checkpoints/checkpointsDisabled.ts';
import { checkpointKeySkew } from './scenarios/checkpoints/checkpointKeySkew.ts';
import { checkpointLongAlignment } from './scenarios/checkpoints/checkpointLongAlignment.ts';
import { checkpointLongAsync } from './scenarios/checkpoints/checkpointLongAsync.ts';
import { checkpointLongStartDelay } from './scenarios/checkpoints/checkpointLongStartDelay.ts';
import { checkpointLongSync } from './scenarios/checkpoints/checkpointLongSync.ts';
import { checkpointMemoryGcPressure } from './scenarios/checkpoints/checkpointMemoryGcPressure.ts';
import { checkpointSerializationFailure } from './scenarios/checkpoints/checkpointSerializationFailure.ts';
import { restoreMissingOperatorState } from './scenarios/control/restoreMissingOperatorState.ts';
import { snapshotCreationFailed } from './scenarios/control/snapshotCreationFailed.ts';
import { mainMethodException } from './scenarios/control/mainMethodException.ts';
import { startupTimeout } from './scenarios/control/startupTimeout.ts';
import { stuckInTransitionalState } from './scenarios/control/stuckInTransitionalState.ts';
import { demo } from './scenarios/demo.ts';
import { growingAndUnsaved } from './scenarios/double/growingAndUnsaved.ts';
import { hotKeyAndLeak } from './scenarios/double/hotKeyAndLeak.ts';
import { outageAndDebug } from './scenarios/double/outageAndDebug.ts';
import { slowSinkAndLostMachines } from './scenarios/double/slowSinkAndLostMachines.ts';
import { throttledAndStalled } from './scenarios/double/throttledAndStalled.ts';
import { twoApplications } from './scenarios/double/twoApplications.ts';
import { accessDeniedInLogs } from './scenarios/failures/accessDeniedInLogs.ts';
import { dependencyOutage } from './scenarios/failures/dependencyOutage.ts';
import { insufficientNetworkBuffers } from './scenarios/failures/insufficientNetworkBuffers.ts';
import { operatorUnhandledException } from './scenarios/failures/operatorUnhandledException.ts';
import { outOfMemoryError } from './scenarios/failures/outOfMemoryError.ts';
import { sourceOrSinkNotFound } from './scenarios/failures/sourceOrSinkNotFound.ts';
import { taskManagerLost } from './scenarios/failures/taskManagerLost.ts';
import { vpcNoInternetAccess } from './scenarios/failures/vpcNoInternetAccess.ts';
import { crossRegionS3Sink } from './scenarios/failures/crossRegionS3Sink.ts';
import { truststorePathNotFound } from './scenarios/failures/truststorePathNotFound.ts';
import { vpcResourceUnreachable } from './scenarios/failures/vpcResourceUnreachable.ts';
import { healthy } from './scenarios/healthy/healthy.ts';
import { healthyDeploys } from './scenarios/healthy/healthyDeploys.ts';
import { healthyMaintenance } from './scenarios/healthy/healthyMaintenance.ts';
import { healthyPeak } from './scenarios/healthy/healthyPeak.ts';
import { healthyRestart } from './scenarios/healthy/healthyRestart.ts';
import { autoscalingBlockedByMaxParallelism } from './scenarios/load/autoscalingBlockedByMaxParallelism.ts';
import { autoscalingNotTriggered } from './scenarios/load/autoscalingNotTriggered.ts';
import { backlogOverloadAfterOutage } from './scenarios/load/backlogOverloadAfterOutage.ts';
import { dataSkew } from './scenarios/load/dataSkew.ts';
import { throughputUnderProvisioned } from './scenarios/load/throughputUnderProvisioned.ts';
import { slowSink } from './scenarios/slowSink.ts';
import { crossRegionKafkaReceiveBuffer } from './scenarios/sources/crossRegionKafkaReceiveBuffer.ts';
import { fewShardsIdleSubtasks } from './scenarios/sources/fewShardsIdleSubtasks.ts';
import { idleShardStallsWatermark } from './scenarios/sources/idleShardStallsWatermark.ts';
import { kinesisSourceThrottling } from './scenarios/sources/kinesisSourceThrottling.ts';
import { lateEventsFromUnevenShardConsumption } from './scenarios/sources/lateEventsFromUnevenShardConsumption.ts';
import { memoryOrThreadLeak } from './scenarios/state/memoryOrThreadLeak.ts';
import { stateSkew } from './scenarios/state/stateSkew.ts';
import { unboundedStateGrowth } from './scenarios/state/unboundedStateGrowth.ts';
import { ioBoundOperator } from './scenarios/work/ioBoundOperator.ts';
import { metricsLevelParallelismTooVerbose } from './scenarios/work/metricsLevelParallelismTooVerbose.ts';
import { monitoringLogLevelDebug } from './scenarios/work/monitoringLogLevelDebug.ts';
import { operatorComputeBound } from './scenarios/work/operatorComputeBound.ts';
import { perRecordLogging } from './scenarios/work/perRecordLogging.ts';
import { serializerKryoOverhead } from './scenarios/work/serializerKryoOverhead.ts';
import { sinkBottleneck } from './scenarios/work/sinkBottleneck.ts';
import { stateAccessTooFrequent } from './scenarios/work/stateAccessTooFrequent.ts';
import type { Scenario } from './types.ts';

/** What the simulator can play, the default first. */
export const scenarios: readonly Scenario[] = [
  demo,
  healthy,
  healthyDeploys,
  healthyPeak,
  healthyMaintenance,
  healthyRestart,
  slowSink,
  operatorComputeBound,
  ioBoundOperator,
  sinkBottleneck,
  serializerKryoOverhead,
  stateAccessTooFrequent,
  perRecordLogging,
  monitoringLogLevelDebug,
  metricsLevelParallelismTooVerbose,
  throughputUnderProvisioned,
  backlogOverloadAfterOutage,
  autoscalingNotTriggered,
  autoscalingBlockedByMaxParallelism,
  dataSkew,
  kinesisSourceThrottling,
  fewShardsIdleSubtasks,
  crossRegionKafkaReceiveBuffer,
  idleShardStallsWatermark,
  lateEventsFromUnevenShardConsumption,
  operatorUnhandledException,
  taskManagerLost,
  outOfMemoryError,
  insufficientNetworkBuffers,
  dependencyOutage,
  accessDeniedInLogs,
  sourceOrSinkNotFound,
  vpcNoInternetAccess,
  crossRegionS3Sink,
  truststorePathNotFound,
  vpcResourceUnreachable,
  checkpointLongStartDelay,
  checkpointLongAlignment,
  checkpointLongSync,
  checkpointLongAsync,
  checkpointKeySkew,
  checkpointSerializationFailure,
  checkpointMemoryGcPressure,
  asyncSinkDeadlock,
  beamCheckpointFinishedTasks,
  checkpointsDisabled,
  unboundedStateGrowth,
  stateSkew,
  memoryOrThreadLeak,
  stuckInTransitionalState,
  startupTimeout,
  restoreMissingOperatorState,
  snapshotCreationFailed,
  mainMethodException,
  hotKeyAndLeak,
  slowSinkAndLostMachines,
  throttledAndStalled,
  growingAndUnsaved,
  outageAndDebug,
  twoApplications,
];

export const findScenario = (id: string): Scenario | undefined => scenarios.find((each) => each.id === id);
