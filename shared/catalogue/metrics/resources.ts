import type { MetricEntry } from '../metricEntry.ts';
import { EVERY_LEVEL, NAMESPACE, entryOf } from '../metricEntry.ts';

const entry = entryOf(NAMESPACE);
const APPLICATION = ['APPLICATION'] as const;
const share = {
  levels: APPLICATION,
  serviceUnit: 'Percent',
  unit: 'Ratio',
  conversion: 'percent',
  statistic: 'Maximum',
} as const;
const managed = { levels: EVERY_LEVEL, serviceUnit: 'Bytes', unit: 'Bytes', statistic: 'Maximum' } as const;
const count = { levels: APPLICATION, serviceUnit: 'Count', unit: 'Count', statistic: 'Maximum' } as const;

/** What the TaskManagers use. Maximum is the one that is worst off: each reports for itself. */
export const resourceMetrics: readonly MetricEntry[] = [
  entry({
    ...share,
    name: 'cpuUtilization',
    aliases: ['CPUUtilization'],
    title: 'CPU of the TaskManagers',
    description: 'CPU that the TaskManagers’ JVMs use, one sample a minute from each.',
    guidePage: 416,
  }),
  entry({
    ...share,
    name: 'containerCPUUtilization',
    title: 'CPU of the containers',
    description: 'CPU that the TaskManagers’ containers use with all their processes: automatic scaling goes by it.',
    guidePage: 418,
  }),
  entry({
    ...share,
    name: 'containerMemoryUtilization',
    title: 'Memory of the containers',
    description: 'Memory that the TaskManagers’ containers use; at 100 % the TaskManager is killed.',
    guidePage: 419,
  }),
  entry({
    ...share,
    name: 'containerDiskUtilization',
    title: 'Disk of the containers',
    description: 'Use of the file system that holds the TaskManagers’ root volume.',
    guidePage: 420,
  }),
  entry({
    ...share,
    name: 'heapMemoryUtilization',
    aliases: ['HeapMemoryUtilization'],
    title: 'Heap of the TaskManagers',
    description: 'JVM heap that the TaskManagers use, one sample a minute from each; automatic scaling does not look at it.',
    guidePage: 422,
  }),
  entry({
    ...managed,
    name: 'managedMemoryUsed',
    title: 'Managed memory used',
    description: 'Memory outside the heap that Flink has given out, to RocksDB above all.',
    guidePage: 424,
  }),
  entry({
    ...managed,
    name: 'managedMemoryTotal',
    title: 'Managed memory',
    description: 'All memory outside the heap that Flink may give out.',
    guidePage: 425,
  }),
  entry({
    ...share,
    levels: EVERY_LEVEL,
    name: 'managedMemoryUtilization',
    aliases: ['managedMemoryUtilizations', 'ManagedMemoryUtilizations'],
    title: 'Managed memory in use',
    description: 'The share of its managed memory that Flink has given out.',
    guidePage: 426,
  }),
  entry({
    ...count,
    name: 'oldGenerationGCCount',
    aliases: ['oldGarbageCollectionCount'],
    title: 'Old-generation collections',
    description: 'Garbage collections of the old generation, over all TaskManagers.',
    cumulative: true,
    guidePage: 435,
  }),
  entry({
    ...count,
    name: 'oldGenerationGCTime',
    aliases: ['oldGarbageCollectionTime', 'oldGenerationGCtime'],
    title: 'Time in old-generation collections',
    description: 'How long the old generation was collected in the minute: 60 s are all of it.',
    serviceUnit: 'Milliseconds',
    unit: 'Millis',
    guidePage: 435,
  }),
  entry({
    ...count,
    name: 'threadCount',
    aliases: ['threadsCount'],
    title: 'Threads',
    description: 'Threads that live in the application; steady growth is a leak.',
    guidePage: 435,
  }),
  entry({
    ...count,
    name: 'KPUs',
    aliases: ['KPIs'],
    title: 'Processing units',
    description: 'Kinesis Processing Units in use, with the one for orchestration: what is billed.',
    guidePage: 437,
  }),
  ...(['jobmanager', 'taskmanager'] as const).flatMap((process) => {
    const who = process === 'jobmanager' ? 'JobManager' : 'TaskManager';
    return [
      entry({
        ...count,
        name: `${process}FileDescriptorsOpen`,
        title: `Open files of the ${who}`,
        description: `File descriptors that the ${who} has open, by host.`,
      }),
      entry({
        ...count,
        name: `${process}FileDescriptorsMax`,
        title: `Most open files of the ${who}`,
        description: `File descriptors that the ${who} may have open, by host.`,
      }),
    ];
  }),
];
