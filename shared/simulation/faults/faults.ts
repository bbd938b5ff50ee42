import type { Blueprint } from '../blueprint.ts';
import { asyncSinkDeadlock } from './checkpoints/asyncSinkDeadlock.ts';
import { beamCheckpointFinishedTasks } from './checkpoints/beamCheckpointFinishedTasks.ts';
import { checkpointsDisabled } from './checkpoints/checkpointsDisabled.ts';
import { checkpointKeySkew } from './checkpoints/checkpointKeySkew.ts';
import { checkpointLongAlignment } from './checkpoints/checkpointLongAlignment.ts';
import { checkpointLongAsync } from './checkpoints/checkpointLongAsync.ts';
import { checkpointLongStartDelay } from './checkpoints/checkpointLongStartDelay.ts';
import { checkpointLongSync } from './checkpoints/checkpointLongSync.ts';
import { checkpointMemoryGcPressure } from './checkpoints/checkpointMemoryGcPressure.ts';
import { checkpointSerializationFailure } from './checkpoints/checkpointSerializationFailure.ts';
import { restoreMissingOperatorState } from './control/restoreMissingOperatorState.ts';
import { snapshotCreationFailed } from './control/snapshotCreationFailed.ts';
import { mainMethodException } from './control/mainMethodException.ts';
import { startupTimeout } from './control/startupTimeout.ts';
import { stuckInTransitionalState } from './control/stuckInTransitionalState.ts';
import { accessDeniedInLogs } from './failures/accessDeniedInLogs.ts';
import { dependencyOutage } from './failures/dependencyOutage.ts';
import { insufficientNetworkBuffers } from './failures/insufficientNetworkBuffers.ts';
import { operatorUnhandledException } from './failures/operatorUnhandledException.ts';
import { outOfMemoryError } from './failures/outOfMemoryError.ts';
import { sourceOrSinkNotFound } from './failures/sourceOrSinkNotFound.ts';
import { taskManagerLost } from './failures/taskManagerLost.ts';
import { vpcNoInternetAccess } from './failures/vpcNoInternetAccess.ts';
import { crossRegionS3Sink } from './failures/crossRegionS3Sink.ts';
import { truststorePathNotFound } from './failures/truststorePathNotFound.ts';
import { vpcResourceUnreachable } from './failures/vpcResourceUnreachable.ts';
import { autoscalingBlockedByMaxParallelism } from './load/autoscalingBlockedByMaxParallelism.ts';
import { autoscalingNotTriggered } from './load/autoscalingNotTriggered.ts';
import { backlogOverloadAfterOutage } from './load/backlogOverloadAfterOutage.ts';
import { dataSkew } from './load/dataSkew.ts';
import { throughputUnderProvisioned } from './load/throughputUnderProvisioned.ts';
import { crossRegionKafkaReceiveBuffer } from './sources/crossRegionKafkaReceiveBuffer.ts';
import { fewShardsIdleSubtasks } from './sources/fewShardsIdleSubtasks.ts';
import { idleShardStallsWatermark } from './sources/idleShardStallsWatermark.ts';
import { kinesisSourceThrottling } from './sources/kinesisSourceThrottling.ts';
import { lateEventsFromUnevenShardConsumption } from './sources/lateEventsFromUnevenShardConsumption.ts';
import { memoryOrThreadLeak } from './state/memoryOrThreadLeak.ts';
import { stateSkew } from './state/stateSkew.ts';
import { unboundedStateGrowth } from './state/unboundedStateGrowth.ts';
import { ioBoundOperator } from './work/ioBoundOperator.ts';
import { metricsLevelParallelismTooVerbose } from './work/metricsLevelParallelismTooVerbose.ts';
import { monitoringLogLevelDebug } from './work/monitoringLogLevelDebug.ts';
import { operatorComputeBound } from './work/operatorComputeBound.ts';
import { perRecordLogging } from './work/perRecordLogging.ts';
import { serializerKryoOverhead } from './work/serializerKryoOverhead.ts';
import { sinkBottleneck } from './work/sinkBottleneck.ts';
import { stateAccessTooFrequent } from './work/stateAccessTooFrequent.ts';
import type { Fault } from './fault.ts';
import type { FaultKind } from './kinds.ts';

/** Every fault that the simulator can play. */
export const faults: Readonly<Record<FaultKind, Fault>> = {
  'operator-compute-bound': operatorComputeBound,
  'io-bound-operator': ioBoundOperator,
  'sink-bottleneck': sinkBottleneck,
  'serializer-kryo-overhead': serializerKryoOverhead,
  'state-access-too-frequent': stateAccessTooFrequent,
  'per-record-logging': perRecordLogging,
  'monitoring-log-level-debug': monitoringLogLevelDebug,
  'metrics-level-parallelism-too-verbose': metricsLevelParallelismTooVerbose,
  'throughput-under-provisioned': throughputUnderProvisioned,
  'backlog-overload-after-outage': backlogOverloadAfterOutage,
  'data-skew': dataSkew,
  'autoscaling-not-triggered': autoscalingNotTriggered,
  'autoscaling-blocked-by-max-parallelism': autoscalingBlockedByMaxParallelism,
  'kinesis-source-throttling': kinesisSourceThrottling,
  'few-shards-idle-subtasks': fewShardsIdleSubtasks,
  'cross-region-kafka-receive-buffer': crossRegionKafkaReceiveBuffer,
  'idle-shard-stalls-watermark': idleShardStallsWatermark,
  'late-events-from-uneven-shard-consumption': lateEventsFromUnevenShardConsumption,
  'operator-unhandled-exception': operatorUnhandledException,
  'task-manager-lost': taskManagerLost,
  'out-of-memory-error': outOfMemoryError,
  'insufficient-network-buffers': insufficientNetworkBuffers,
  'dependency-outage': dependencyOutage,
  'access-denied-in-logs': accessDeniedInLogs,
  'source-or-sink-not-found': sourceOrSinkNotFound,
  'vpc-no-internet-access': vpcNoInternetAccess,
  'cross-region-s3-sink': crossRegionS3Sink,
  'truststore-path-not-found': truststorePathNotFound,
  'vpc-resource-unreachable': vpcResourceUnreachable,
  'checkpoint-long-start-delay': checkpointLongStartDelay,
  'checkpoint-long-alignment': checkpointLongAlignment,
  'checkpoint-long-sync': checkpointLongSync,
  'checkpoint-long-async': checkpointLongAsync,
  'checkpoint-key-skew': checkpointKeySkew,
  'checkpoint-serialization-failure': checkpointSerializationFailure,
  'checkpoint-memory-gc-pressure': checkpointMemoryGcPressure,
  'async-sink-deadlock': asyncSinkDeadlock,
  'beam-checkpoint-finished-tasks': beamCheckpointFinishedTasks,
  'checkpoints-disabled': checkpointsDisabled,
  'unbounded-state-growth': unboundedStateGrowth,
  'state-skew': stateSkew,
  'memory-or-thread-leak': memoryOrThreadLeak,
  'stuck-in-transitional-state': stuckInTransitionalState,
  'startup-timeout-5-minutes': startupTimeout,
  'restore-missing-operator-state': restoreMissingOperatorState,
  'snapshot-creation-failed': snapshotCreationFailed,
  'main-method-exception': mainMethodException,
};

/** Whom a fault can befall in such an application. Not a notebook, whose paragraphs come and go, and not a job that ends. */
export const victimsOf = (kind: FaultKind, blueprint: Blueprint): readonly string[] =>
  blueprint.mode === 'INTERACTIVE' || blueprint.sources.some(({ bounded }) => bounded !== undefined)
    ? []
    : faults[kind].victims(blueprint);

export const suits = (kind: FaultKind, blueprint: Blueprint): boolean => victimsOf(kind, blueprint).length > 0;
