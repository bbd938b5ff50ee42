import { dispatcher, epoll, jvmThreads, pooled, scheduled, systemThreads, timer } from './runtimeThreads.ts';
import type { Thread } from './thread.ts';

const OWN = 'org.apache.flink.runtime.entrypoint.ClusterEntrypoint';

/** Every thread of the JobManager's JVM: `count` of them. It has some for each job: a scheduler, its checkpoints, its sources. */
export function jobManagerThreads(jobs: readonly { readonly sources: readonly string[] }[], count: number): readonly Thread[] {
  const threads = [
    ...jvmThreads(`${OWN}.runClusterEntrypoint:744`),
    ...systemThreads('flink'),
    timer('Timer-0'),
    ...systemThreads('flink-metrics'),
    scheduled('Flink-Metric-View-Updater-thread-1'),
    ...[1, 2, 3, 4].map((number) => scheduled(`Flink-DispatcherRestEndpoint-thread-${number}`)),
    epoll('flink-rest-server-netty-boss-thread-1'),
    ...[1, 2, 3, 4].map((number) => epoll(`flink-rest-server-netty-worker-thread-${number}`)),
    ...[1, 2, 3].map((number) => pooled(`cluster-io-thread-${number}`, 'cluster-io')),
    scheduled('resourcemanager_1-main-scheduler-thread-1'),
    ...jobs.flatMap(({ sources }, i) => [
      scheduled(`jobmanager_${i + 2}-main-scheduler-thread-1`),
      ...sources.map((source) => pooled(`SourceCoordinator-${source}`)),
      scheduled('Checkpoint Timer'),
      pooled(`jobmanager-io-thread-${i + 1}`, 'jobmanager-io'),
      pooled(`jobmanager-future-thread-${i + 1}`, 'jobmanager-future'),
    ]),
  ];
  const more = Math.max(0, count - threads.length);
  return [...threads, ...Array.from({ length: more }, (_, i) => dispatcher('flink', 'actor.default-dispatcher', 13 + i))];
}
