import type { MetricEntry } from '../metricEntry.ts';
import { NAMESPACE, entryOf } from '../metricEntry.ts';

const entry = entryOf(NAMESPACE);
const notebook = { levels: ['APPLICATION'], statistic: 'Maximum', guidePage: 437 } as const;
const share = { ...notebook, serviceUnit: 'Percent', unit: 'Ratio', conversion: 'percent' } as const;
const count = { ...notebook, serviceUnit: 'Count', unit: 'Count' } as const;

/** What the Zeppelin server of a Studio notebook says of itself. */
export const studioMetrics: readonly MetricEntry[] = [
  entry({
    ...share,
    name: 'zeppelinCpuUtilization',
    title: 'CPU of Zeppelin',
    description: 'CPU that the notebook’s server uses.',
  }),
  entry({
    ...share,
    name: 'zeppelinHeapMemoryUtilization',
    title: 'Heap of Zeppelin',
    description: 'JVM heap that the notebook’s server uses.',
  }),
  entry({
    ...count,
    name: 'zeppelinThreadCount',
    title: 'Threads of Zeppelin',
    description: 'Threads that live in the notebook’s server.',
  }),
  entry({
    ...count,
    name: 'zeppelinWaitingJobs',
    title: 'Waiting jobs of Zeppelin',
    description: 'Requests of the notebook that wait for a thread; if they go on waiting, so do its paragraphs.',
  }),
  entry({
    ...notebook,
    name: 'zeppelinServerUptime',
    title: 'Uptime of Zeppelin',
    description: 'How long the notebook’s server has been up.',
    serviceUnit: 'Seconds',
    unit: 'Millis',
    conversion: 'seconds',
  }),
];
