/** Why a checkpoint failed, and what can be done. */
export interface FailureCause {
  readonly id:
    | 'expired'
    | 'finished-tasks'
    | 'not-running'
    | 'serialization'
    | 'storage'
    | 'memory'
    | 'access'
    | 'tolerable'
    | 'cancelled'
    | 'async'
    | 'declined'
    | 'unknown';
  readonly title: string;
  readonly remedy: string;
}

/** In the order in which they are looked for: what is special comes before what every failure says (org.apache.flink.runtime.checkpoint.CheckpointFailureReason). */
const CAUSES: readonly (FailureCause & { readonly pattern: RegExp })[] = [
  {
    id: 'expired',
    pattern: /expired before completing/i,
    title: 'Expired: not all subtasks acknowledged within the timeout',
    remedy:
      'See which subtask did not answer. Barriers that are held up by backpressure: remove the bottleneck, or use unaligned checkpoints or buffer debloating.',
  },
  {
    id: 'finished-tasks',
    pattern: /has been finished|tasks? (?:\S+ )?(?:is|are|was|were) finished|finished tasks/i,
    title: 'Some tasks have finished',
    remedy:
      'Sources that end keep old runners from triggering: in Beam set ShutdownSourcesAfterIdleMs to the largest value, or use Flink 1.15 or newer.',
  },
  {
    id: 'not-running',
    pattern: /not all required tasks|tasks?\b.*\bnot (?:running|ready)|is not (?:running|ready)/i,
    title: 'Not all tasks were running',
    remedy: 'Nothing to do just after a start. If the job restarts again and again, look at the exceptions first.',
  },
  {
    id: 'serialization',
    pattern: /NotSerializable|KryoException|SerializationException|could not be serialized|serializ/i,
    title: 'The state could not be serialized',
    remedy: 'Register a serializer for the class that is named, or use POJO types.',
  },
  {
    id: 'memory',
    pattern: /OutOfMemoryError|GC overhead|Metaspace/i,
    title: 'Not enough memory',
    remedy: 'Add KPUs or lower the parallelism per KPU; look for a leak in the task managers’ heap.',
  },
  {
    id: 'access',
    pattern: /AccessDenied|not authorized|Forbidden|status code:? 403/i,
    title: 'A service refused access',
    remedy: 'Repair the permissions of the application’s role.',
  },
  {
    id: 'storage',
    pattern:
      /No space left on device|could not (?:flush|write|create|materialize)|S3|s3:|FileSystem|IOException|SlowDown|size of the state is larger than the maximum permitted memory/i,
    title: 'The state could not be written to its storage',
    remedy: 'Look at the disk or bucket: full, throttled, or out of reach. Small state in memory has a limit of its own.',
  },
  {
    id: 'tolerable',
    pattern: /tolerable (?:checkpoint )?fail/i,
    title: 'More failures in a row than are tolerated',
    remedy: 'The job restarts because of it. Look at what the failures before it had.',
  },
  {
    id: 'async',
    pattern: /asynchronous task checkpoint failed|async(?:hronous)? (?:phase|part|checkpoint)/i,
    title: 'A task failed while it uploaded its state',
    remedy: 'Search the logs of that moment for the cause: the exception of the task names it.',
  },
  {
    id: 'cancelled',
    pattern: /checkpoint ?coordinator (?:is )?(?:shut ?down|suspend)|job (?:has failed|failure|failover)|cancell?ed|subsumed/i,
    title: 'Given up because the job stopped or restarted, or a newer one came first',
    remedy: 'See the exceptions for why the job restarted.',
  },
  {
    id: 'declined',
    pattern: /declin/i,
    title: 'A task declined the checkpoint',
    remedy: 'Search the logs of that moment for the cause: the exception of the task names it.',
  },
];

const UNKNOWN_CAUSE: FailureCause = {
  id: 'unknown',
  title: 'Failed',
  remedy:
    'Search the logs of that moment for the direct cause; then look at CPU, state size, distribution over keys and garbage collection.',
};

/** Of what Flink says of a failed checkpoint; null where it says nothing. */
export function failureCause(message: string | null): FailureCause | null {
  if (message === null || message.trim() === '') return null;
  const found = CAUSES.find(({ pattern }) => pattern.test(message));
  if (found === undefined) return UNKNOWN_CAUSE;
  const { id, title, remedy } = found;
  return { id, title, remedy };
}
