/** How much of a job each poll reads in full. What a poll asks grows with these, and not with the job. */
export const readLimits = {
  /** A job of so many vertices is read whole. */
  whole: 24,
  /** Of a larger one: those that may hold others back, whether or not somebody looks at them. */
  suspects: 24,
  /** And those that viewers have in sight, all viewers together. */
  sight: 128,
} as const;
