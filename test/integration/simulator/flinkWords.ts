const EXECUTION = [
  'CREATED',
  'SCHEDULED',
  'DEPLOYING',
  'INITIALIZING',
  'RUNNING',
  'FINISHED',
  'CANCELING',
  'CANCELED',
  'FAILED',
  'RECONCILING',
];
const JOB = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'FAILED',
  'CANCELLING',
  'CANCELED',
  'FINISHED',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
];
const LEVEL = ['ok', 'low', 'high'];

/** Fields that hold one of few words, and those words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  state: JOB,
  // Of a job, of a vertex, of backpressure, of a checkpoint, of a subtask in one.
  status: [...EXECUTION, ...JOB, 'ok', 'deprecated', 'IN_PROGRESS', 'COMPLETED', 'completed', 'pending_or_failed'],
  backpressureLevel: LEVEL,
  'backpressure-level': LEVEL,
  className: ['completed', 'in_progress', 'failed', 'pending'],
  checkpoint_type: ['CHECKPOINT', 'UNALIGNED_CHECKPOINT', 'SAVEPOINT', 'SYNC_SAVEPOINT'],
  savepointFormat: ['CANONICAL', 'NATIVE'],
  ship_strategy: ['FORWARD', 'HASH', 'REBALANCE', 'BROADCAST', 'GLOBAL', 'RESCALE'],
  exchange: ['pipelined_bounded', 'blocking'],
  'job-type': ['STREAMING', 'BATCH'],
  jobType: ['STREAMING', 'BATCH'],
  schedulerType: ['Default', 'Adaptive', 'AdaptiveBatch'],
  mode: ['exactly_once', 'at_least_once'],
};

/** Where an answer has a word that Flink does not know there. */
export function strangeWords(value: unknown, path = '$'): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => strangeWords(each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const words = WORDS[key];
    const here = `${path}.${key}`;
    if (words !== undefined && typeof member === 'string') return words.includes(member) ? [] : [`${here}: ${member}`];
    return strangeWords(member, here);
  });
}
