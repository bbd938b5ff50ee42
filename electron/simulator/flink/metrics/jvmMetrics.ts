import { double, long } from './metrics.ts';

/** What a JVM reports of itself. */
export interface JvmFigures {
  readonly heapUsed: number;
  readonly heapMax: number;
  readonly nonHeapUsed: number;
  readonly nonHeapMax: number;
  readonly network: number;
  readonly metaspace: number;
  readonly segments: number;
  readonly youngCount: number;
  readonly youngTime: number;
  readonly oldCount: number;
  readonly oldTime: number;
  readonly threads: number;
  readonly load: number;
  readonly cpuTime: number;
}

/** `Status.JVM.*`, the same for TaskManagers and the JobManager. */
export function jvmMetrics(figures: JvmFigures, modern: boolean): (readonly [string, string])[] {
  const collectors = [
    ['All', figures.youngCount + figures.oldCount, figures.youngTime + figures.oldTime],
    ['G1_Young_Generation', figures.youngCount, figures.youngTime],
    ['G1_Old_Generation', figures.oldCount, figures.oldTime],
  ] as const;
  return [
    ['Status.JVM.CPU.Load', double(figures.load)],
    ['Status.JVM.CPU.Time', long(figures.cpuTime)],
    ['Status.JVM.Threads.Count', long(figures.threads)],
    ['Status.JVM.ClassLoader.ClassesLoaded', '11000'],
    ['Status.JVM.ClassLoader.ClassesUnloaded', '0'],
    ['Status.JVM.Memory.Heap.Used', long(figures.heapUsed)],
    ['Status.JVM.Memory.Heap.Committed', long(figures.heapMax)],
    ['Status.JVM.Memory.Heap.Max', long(figures.heapMax)],
    ['Status.JVM.Memory.NonHeap.Used', long(figures.nonHeapUsed)],
    ['Status.JVM.Memory.NonHeap.Committed', long(figures.nonHeapUsed)],
    ['Status.JVM.Memory.NonHeap.Max', long(figures.nonHeapMax)],
    ['Status.JVM.Memory.Metaspace.Used', long(figures.nonHeapUsed * 0.7)],
    ['Status.JVM.Memory.Metaspace.Committed', long(figures.nonHeapUsed * 0.75)],
    ['Status.JVM.Memory.Metaspace.Max', long(figures.metaspace)],
    ['Status.JVM.Memory.Direct.Count', long(figures.segments)],
    ['Status.JVM.Memory.Direct.MemoryUsed', long(figures.network)],
    ['Status.JVM.Memory.Direct.TotalCapacity', long(figures.network)],
    ['Status.JVM.Memory.Mapped.Count', '0'],
    ['Status.JVM.Memory.Mapped.MemoryUsed', '0'],
    ['Status.JVM.Memory.Mapped.TotalCapacity', '0'],
    ...collectors.flatMap(([name, count, time]) => [
      [`Status.JVM.GarbageCollector.${name}.Count`, long(count)] as const,
      [`Status.JVM.GarbageCollector.${name}.Time`, long(time)] as const,
      [`Status.JVM.GarbageCollector.${name}.TimeMsPerSecond`, double(count === 0 ? 0 : figures.load * 2)] as const,
    ]),
    ...(modern
      ? ([
          ['Status.JVM.FileDescriptor.Max', '1048576'],
          ['Status.JVM.FileDescriptor.Open', '620'],
        ] as const)
      : []),
  ];
}
