import { MINUTE } from '../../units/units.ts';
import type { AlarmEntry } from './alarmEntry.ts';

const common = {
  period: MINUTE,
  missing: 'notBreaching',
  statistic: 'Maximum',
  comparison: 'GreaterThanThreshold',
  level: 'APPLICATION',
  forAll: false,
  severity: 'warning',
} as const;
const restarting = { title: 'Application is restarting', page: 627 };
const slow = { title: 'Throughput is too slow', page: 629 };

/** Memory, processor and threads of the task managers. */
export const resourceAlarms: readonly AlarmEntry[] = [
  {
    ...common,
    id: 'heap-memory-high',
    title: 'Heap memory nearly full',
    short: 'Heap',
    watching: { kind: 'plain', metric: 'heapMemoryUtilization' },
    unit: 'Percent',
    threshold: 90,
    learning: null,
    // A collection frees some of it in between, and so does the restart of a task manager that has run out of it.
    evaluationPeriods: 15,
    datapointsToAlarm: 3,
    why: 'The heap of a task manager is nearly full: collections become long, and the next thing is an error for lack of memory.',
    remedy: 'Look for state or caches on the heap, and for large records; add KPUs, or lower the parallelism per KPU.',
    topic: restarting,
    cause: 'memory',
    page: 451,
  },
  {
    ...common,
    id: 'cpu-high',
    title: 'CPU nearly exhausted',
    short: 'CPU',
    watching: { kind: 'plain', metric: 'cpuUtilization' },
    unit: 'Percent',
    threshold: 80,
    learning: null,
    // Catching up after an update takes it for up to eight minutes.
    evaluationPeriods: 10,
    datapointsToAlarm: 9,
    why: 'The task managers have hardly any processor left; automatic scaling looks at another figure, 75 % of the containers’ CPU for 15 min.',
    remedy: 'Find the operator that takes the time by a flame graph, or raise the parallelism.',
    topic: slow,
    cause: 'cpu',
    page: 452,
  },
  {
    ...common,
    id: 'thread-count-high',
    title: 'More threads than usual',
    short: 'Threads',
    watching: { kind: 'plain', metric: 'threadCount' },
    unit: 'Count',
    threshold: null,
    learning: { percentile: 99.9, margin: 1.5, least: 100, byHour: false },
    // New machines start beside the old ones for some minutes. Automatic scaling doubles the threads: learn them anew after it.
    evaluationPeriods: 6,
    datapointsToAlarm: 5,
    why: 'Threads that only become more are leaked, mostly by clients that are opened and never closed.',
    remedy: 'Compare two thread dumps and see whose threads are new.',
    topic: restarting,
    cause: 'threads',
    page: 452,
  },
  {
    ...common,
    id: 'old-gc-time-share-high',
    title: 'Too much time in old-generation GC',
    short: 'GC time',
    watching: { kind: 'shareOfMinute', metric: 'oldGenerationGCTime' },
    unit: 'Percent',
    threshold: null,
    // The typical figure is 60 % of the threshold (guide p. 453).
    learning: { percentile: 99.9, margin: 1 / 0.6, least: 10, byHour: false },
    // A collection that a snapshot or an update causes takes one minute’s figure, seldom two.
    evaluationPeriods: 6,
    datapointsToAlarm: 3,
    why: 'Collecting the old generation stops the application: with much of it nothing else gets done.',
    remedy: 'Look at the heap after collections and for large objects; add memory by more KPUs.',
    topic: restarting,
    cause: 'memory',
    page: 453,
  },
  {
    ...common,
    id: 'old-gc-count-rate-high',
    title: 'Old-generation GC runs too often',
    short: 'GC rate',
    watching: { kind: 'rate', metric: 'oldGenerationGCCount' },
    unit: 'Count/Second',
    threshold: null,
    learning: { percentile: 99.9, margin: 1.5, least: 2 / 60, byHour: false },
    // As for the time that it takes.
    evaluationPeriods: 6,
    datapointsToAlarm: 3,
    why: 'The old generation is collected again and again: the heap is too small for what is kept on it.',
    remedy: 'Look at the heap after collections and for large objects; add memory by more KPUs.',
    topic: restarting,
    cause: 'memory',
    page: 453,
  },
];
