/** What a test about something else says of a checkpoint beside its times and sizes. */
export const plainCheckpoint = {
  unaligned: false,
  acknowledged: null,
  subtasks: null,
  acknowledgedSubtasks: null,
  processedData: null,
  persistedData: null,
  path: null,
} as const;

/** And of how checkpoints are made. */
export const plainCheckpoints = { settings: null, restored: null } as const;

/** And of a vertex beside its figures. */
export const plainVertex = { detail: 'subtasks', watermark: null } as const;
