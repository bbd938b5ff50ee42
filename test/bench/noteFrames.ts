/* What a page notes of itself while it is measured: in `window`, where the measurement reads it. */

/** The durations of tasks that hold up everything else, in `longTasks`. */
export function noteTasks(): void {
  const longTasks: number[] = [];
  Object.assign(window, { longTasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}

/** The times between frames, in `frames`. */
export function noteFrames(): void {
  const frames: number[] = [];
  let last = performance.now();
  const next = (now: number): void => {
    frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Object.assign(window, { frames });
}
