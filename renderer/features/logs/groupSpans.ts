/** How far back lines are grouped. */
export const groupSpans = [
  { minutes: 15, text: 'Last 15 minutes' },
  { minutes: 60, text: 'Last hour' },
  { minutes: 360, text: 'Last 6 hours' },
  { minutes: 1_440, text: 'Last 24 hours' },
  { minutes: 10_080, text: 'Last 7 days' },
] as const;
