/** What was thrown, with the place, in one line: a bug of ours, for the log or the screen. */
export function failureOf(thrown: unknown): string {
  const [what, where] = (thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown)).split('\n');
  return `Streamgauge itself failed: ${[what, where?.trim()].join(' ').trim()}`;
}
