import { remoteTaskManagerLost, thrownByRuntime } from './stackTraces.ts';

const pool = 'org.apache.flink.runtime.jobmaster.slotpool.DeclarativeSlotPoolService';

/** How the JobManager hears that a TaskManager is gone; `chance` in [0, 1) chooses who notices first. */
export function machineLost(id: string, chance: number): string[] {
  if (chance < 0.4)
    return thrownByRuntime(
      `java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id ${id} timed out.`,
      'org.apache.flink.runtime.jobmaster.JobMaster$TaskManagerHeartbeatListener.notifyHeartbeatTimeout:1494',
      'org.apache.flink.runtime.heartbeat.DefaultHeartbeatMonitor.run:158',
      'java.util.concurrent.Executors$RunnableAdapter.call:539',
    );
  if (chance < 0.7)
    return thrownByRuntime(
      `org.apache.flink.util.FlinkException: The assigned slot ${id}_0 was removed.`,
      `${pool}.internalReleaseTaskManager:275`,
      `${pool}.releaseTaskManager:251`,
      'org.apache.flink.runtime.jobmaster.JobMaster.disconnectTaskManager:614',
    );
  return remoteTaskManagerLost;
}

const JVM = {
  heap: 'java.lang.OutOfMemoryError: Java heap space',
  overhead: 'java.lang.OutOfMemoryError: GC overhead limit exceeded',
} as const;

/** What a JVM says whose heap is full; `chance` in [0, 1) chooses. */
export const outOfMemory = (chance: number): string => (chance < 0.75 ? JVM.heap : JVM.overhead);
