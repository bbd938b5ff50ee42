import type { Memory, TaskManager } from '#shared/model/insight/taskManagers.ts';
import type { Bytes } from '#shared/units/units.ts';
import { bytes } from '#shared/units/units.ts';

/** A part of a task manager’s memory, with what it is for. */
export interface MemoryPart {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly memory: Memory;
  /** How it came to its size, where the configuration tells. */
  readonly made: readonly (readonly [string, Bytes])[];
}

/** The memory of a task manager by what it is used for (Flink’s memory model of task executors). */
export function memoryParts({ heap, managed, network, metaspace, direct, mapped, division }: TaskManager): readonly MemoryPart[] {
  const sizes = (...parts: readonly (readonly [string, Bytes | null | undefined])[]) =>
    parts.flatMap(([name, size]) => (size === null || size === undefined ? [] : [[name, size] as const]));
  return [
    {
      id: 'heap',
      name: 'JVM heap',
      purpose:
        'Objects of the job’s code, of Flink, and state of the hash map state backend. Full: long garbage collections, then OutOfMemoryError.',
      memory: heap,
      made: sizes(['task heap', division?.taskHeap], ['framework heap', division?.frameworkHeap]),
    },
    {
      id: 'managed',
      name: 'Managed memory',
      purpose:
        'RocksDB’s caches and write buffers, sorting of batch jobs, Python. Reserved whole: 100 % used is usual with RocksDB.',
      memory: managed,
      made: sizes(['managed', division?.managed]),
    },
    {
      id: 'network',
      name: 'Network buffers',
      purpose: 'Records between tasks. Fills under backpressure; too small: “Insufficient number of network buffers”.',
      memory: network,
      made: sizes(['network', division?.network]),
    },
    {
      id: 'metaspace',
      name: 'Metaspace',
      purpose: 'Classes. Grows with each restart when classes of the job are not let go.',
      memory: metaspace,
      made: sizes(['metaspace', division?.metaspace]),
    },
    {
      id: 'direct',
      name: 'Direct memory',
      purpose: 'Memory outside the heap: network buffers, Flink’s framework, libraries such as Netty.',
      // What the JVM tells as its capacity is what is reserved now, not what may be.
      memory: { ...direct, most: sum(division?.frameworkOffHeap, division?.taskOffHeap, division?.network) },
      made: sizes(
        ['framework off-heap', division?.frameworkOffHeap],
        ['task off-heap', division?.taskOffHeap],
        ['network', division?.network],
      ),
    },
    {
      id: 'mapped',
      name: 'Mapped files',
      purpose: 'Files that are read like memory.',
      memory: { ...mapped, most: null },
      made: [],
    },
  ];
}

/** Used of what can be used; null where one is not known or there is no limit. */
export const fillOf = ({ used, most }: Memory): number | null =>
  used === null || most === null || most <= 0 ? null : used / most;

/** Null unless all are known. */
const sum = (...sizes: readonly (Bytes | null | undefined)[]): Bytes | null =>
  sizes.reduce<Bytes | null>(
    (all, size) => (all === null || size === null || size === undefined ? null : bytes(all + size)),
    bytes(0),
  );
