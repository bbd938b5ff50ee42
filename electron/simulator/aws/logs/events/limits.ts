/** Of one request or answer. */
export const MOST_EVENTS = 10_000;
export const MOST_BYTES = 1_048_576;
/** What the service counts for an event beside its message. */
export const EVENT_OVERHEAD = 26;

/** How many of the events, from the first on, fit into one answer; at least one. */
export function pageLength(events: Iterable<{ readonly message: string }>, limit: number): number {
  let size = 0;
  let count = 0;
  for (const { message } of events) {
    size += Buffer.byteLength(message) + EVENT_OVERHEAD;
    if (count >= limit || (size > MOST_BYTES && count > 0)) break;
    count += 1;
  }
  return count;
}
