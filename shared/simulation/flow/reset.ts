import type { Flow } from './runtime.ts';

/** A new attempt counts from zero, and its buffers are empty. State and open windows stay as they are. */
export function resetFlow({ vertices, edges }: Flow): void {
  for (const edge of edges) {
    edge.queue.fill(0);
    edge.carried = 0;
    edge.delivered = 0;
    edge.sent = 0;
  }
  for (const vertex of vertices) {
    const counters = [
      vertex.recordsIn,
      vertex.recordsOut,
      vertex.late,
      vertex.busySum,
      vertex.backpressuredSum,
      vertex.idleSum,
      vertex.recent,
      vertex.recentOut,
      vertex.recentTotals,
      vertex.recentOutTotals,
      vertex.recentLate,
      vertex.supply,
      vertex.processed,
      vertex.emitted,
      vertex.busy,
      vertex.backpressured,
      vertex.dirty,
    ];
    for (const counter of counters) counter.fill(0);
    vertex.stall = null;
    vertex.idle.fill(1000);
    vertex.watermark.fill(NaN);
    vertex.slowest = NaN;
    vertex.lastMinute = 0;
    vertex.lastMinuteOut = 0;
  }
}
