import { thresholds } from '#shared/analysis/thresholds.ts';
import type { TaskManager } from '#shared/model/insight/taskManagers.ts';
import type { Millis } from '#shared/units/units.ts';
import { fillOf } from './memoryParts.ts';

/** What of a task manager is worth a mark, in a few words each. `at`: when it was told. */
export function hotWords(each: TaskManager, at: Millis): readonly string[] {
  const heap = fillOf(each.heap);
  const age = each.lastHeartbeat === null ? 0 : at - each.lastHeartbeat;
  return [
    ...(age >= thresholds.taskManager.heartbeat ? ['no heartbeat'] : []),
    ...(heap !== null && heap >= thresholds.heap.high ? ['heap nearly full'] : []),
    ...(each.cpuLoad !== null && each.cpuLoad >= thresholds.cpu.high ? ['CPU high'] : []),
    ...(each.gcShare !== null && each.gcShare >= thresholds.taskManager.gc ? ['much GC'] : []),
  ];
}

/** The one that does most, if it does clearly more than the others: by CPU, then by heap. Null: none stands out. */
export function hottest(all: readonly TaskManager[]): string | null {
  if (all.length < 2) return null;
  const byCpu = [...all].filter(({ cpuLoad }) => cpuLoad !== null).sort((a, b) => (b.cpuLoad ?? 0) - (a.cpuLoad ?? 0));
  const [first, second] = byCpu;
  if (first === undefined || second === undefined) return null;
  const { cpu, times } = thresholds.taskManager.hottest;
  return (first.cpuLoad ?? 0) >= cpu && (first.cpuLoad ?? 0) > times * (second.cpuLoad ?? 0) ? first.id : null;
}
