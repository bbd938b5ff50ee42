import { TASK_MANAGER } from './bigJob.ts';

/** What is asked of the cluster itself. */
export function clusterAnswer(path: string, now: number, slots: number): unknown {
  const taskManager = {
    id: TASK_MANAGER,
    path: 'pekko.tcp://flink@127.0.0.1:40001/user/rpc/taskmanager_0',
    dataPort: 40_002,
    jmxPort: -1,
    timeSinceLastHeartbeat: now,
    slotsNumber: slots,
    freeSlots: 0,
    totalResource: { cpuCores: 1, taskHeapMemory: 512, taskOffHeapMemory: 0, managedMemory: 256, networkMemory: 128 },
    freeResource: { cpuCores: 0, taskHeapMemory: 0, taskOffHeapMemory: 0, managedMemory: 0, networkMemory: 0 },
    hardware: { cpuCores: 2, physicalMemory: 25_276_510_208, freeMemory: 671_088_640, managedMemory: 268_435_456 },
    memoryConfiguration: { taskHeap: 536_870_912, networkMemory: 134_217_728, managedMemory: 268_435_456 },
  };
  const answers: Readonly<Record<string, unknown>> = {
    config: {
      'refresh-interval': 3000,
      'timezone-name': 'Coordinated Universal Time',
      'timezone-offset': 0,
      'flink-version': '1.20.5',
      'flink-revision': '0980485 @ 2026-06-08T09:21:06+02:00',
      features: { 'web-submit': false, 'web-cancel': false, 'web-rescale': false, 'web-history': false },
    },
    overview: {
      taskmanagers: 1,
      'slots-total': slots,
      'slots-available': 0,
      'jobs-running': 1,
      'jobs-finished': 0,
      'jobs-cancelled': 0,
      'jobs-failed': 0,
      'flink-version': '1.20.5',
      'flink-commit': '0980485',
    },
    taskmanagers: { taskmanagers: [taskManager] },
    'jobmanager/config': [],
    'jobmanager/metrics': [],
    'taskmanagers/metrics': [],
  };
  return answers[path];
}
