import { ok } from '#shared/model/sourceError.ts';
import { slotsOf } from './cluster.ts';
import type { Process } from './logs.ts';
import { jvmMetrics } from '../metrics/jvmMetrics.ts';
import { long } from '../metrics/metrics.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';
import { taskManagersOf } from '../scope.ts';

/** The JobManager of a managed application runs on a KPU of its own. */
const HEAP = 1_610_612_736;
const METASPACE = 268_435_456;
const OFF_HEAP = 134_217_728;
const OVERHEAD = 201_326_592;
export const THREADS = 75;

/** Whose logs the JobManager's are. */
export const JOB_MANAGER: Process = {
  kind: 'jobmanager',
  entry: 'org.apache.flink.runtime.entrypoint.ClusterEntrypoint',
  heapMax: HEAP,
  taskManager: null,
};

/** Every metric of the JobManager. */
export function jobManagerMetrics(scope: FlinkScope): Metrics {
  const { jobs } = scope.application;
  const slots = slotsOf(scope);
  const age = Math.max(0, scope.now - Math.min(scope.now, ...jobs.map(({ started }) => started)));
  return new Map([
    ['numRegisteredTaskManagers', long(taskManagersOf(scope.application).length)],
    ['numRunningJobs', long(jobs.filter(({ state }) => state === 'RUNNING').length)],
    ['taskSlotsTotal', long(slots.total)],
    ['taskSlotsAvailable', long(slots.available)],
    ...jvmMetrics(
      {
        // The heap fills and is collected: a saw tooth of one minute.
        heapUsed: HEAP * (0.15 + 0.2 * ((scope.now % 60_000) / 60_000)),
        heapMax: HEAP,
        nonHeapUsed: METASPACE * 0.4,
        nonHeapMax: METASPACE * 2,
        network: OFF_HEAP,
        metaspace: METASPACE,
        segments: 40,
        youngCount: Math.round(age / 60_000),
        youngTime: Math.round(age / 60_000) * 9,
        oldCount: 0,
        oldTime: 0,
        threads: THREADS,
        load: 0.03,
        cpuTime: age * 1_000_000 * 0.03,
      },
      scope.modern,
    ),
  ]);
}

/** GET /jobmanager/config */
export function jobManagerConfig({ application }: FlinkScope): FlinkAnswer {
  const { checkpointing, parallelism } = application.settings;
  const settings: Readonly<Record<string, string>> = {
    'jobmanager.memory.heap.size': `${HEAP} bytes`,
    'jobmanager.memory.off-heap.size': `${OFF_HEAP} bytes`,
    'jobmanager.memory.jvm-metaspace.size': `${METASPACE} bytes`,
    'jobmanager.memory.jvm-overhead.min': `${OVERHEAD} bytes`,
    'jobmanager.memory.jvm-overhead.max': `${OVERHEAD} bytes`,
    'taskmanager.memory.process.size': '4096m',
    'taskmanager.memory.managed.fraction': '0.3',
    'parallelism.default': String(parallelism.parallelism),
    'taskmanager.numberOfTaskSlots': String(parallelism.perKpu),
    'state.backend.type': 'rocksdb',
    'execution.checkpointing.incremental': 'true',
    'execution.checkpointing.storage': 'filesystem',
    ...(checkpointing.enabled
      ? {
          'execution.checkpointing.interval': `${checkpointing.interval} ms`,
          'execution.checkpointing.min-pause': `${checkpointing.minPause} ms`,
          'execution.checkpointing.mode': 'EXACTLY_ONCE',
          'execution.checkpointing.timeout': '60 min',
        }
      : {}),
    'restart-strategy.type': 'fixed-delay',
    'rest.flamegraph.enabled': 'true',
    'rest.profiling.enabled': 'true',
    'web.submit.enable': 'false',
    'web.cancel.enable': 'false',
  };
  return ok(Object.entries(settings).map(([key, value]) => ({ key, value })));
}
