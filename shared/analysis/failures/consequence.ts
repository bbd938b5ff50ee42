import type { Cause } from '../../model/logs.ts';
import { shortName } from '../logs/readLine.ts';

/**
 * What part an exception plays. `lost`: a task manager is gone, as the others notice it; which one, where it is named. `follows`: what
 * happens to tasks and restarts while one is gone. `own`: anything else, which is where it began.
 */
export type Role =
  { readonly kind: 'own' } | { readonly kind: 'lost'; readonly taskManager: string | null } | { readonly kind: 'follows' };

/** How Flink words the loss of a task manager: RemoteTransportException, TaskExecutor heartbeats and the resource manager's own. */
const lost: readonly RegExp[] = [
  /Connection unexpectedly closed by remote task manager '[^']*'/,
  /Lost connection to task manager '[^']*'/,
  /(?:Heartbeat of )?TaskManager with id \S+ (?:timed out|is no longer reachable|not reachable)/,
  /The heartbeat of TaskManager with id \S+ timed out/,
  /TaskExecutor .* (?:has been disconnected|is not alive)/i,
  /The TaskExecutor is shutting down/,
  /The assigned slot \S+ was removed/,
];

/** `'127.0.0.1/127.0.0.1:36761 [ 127.0.0.1:44743-671c29 ] '`, `id 127.0.0.1:44743-671c29(…)`, `slot 10.0.0.1:6122-d1317d_0`. */
const names: readonly RegExp[] = [/\[ (\S+) \]/, /with id ([^\s(]+)/, /slot (\S+?)_\d+ was removed/];

const following = new Set([
  'PartitionNotFoundException',
  'PartitionConnectionException',
  'ProducerFailedException',
  'RemoteTransportException',
  'LocalTransportException',
  'RecipientUnreachableException',
  'NoResourceAvailableException',
  'TaskManagerNotFoundException',
  'CancelTaskException',
]);

export function roleOf(causes: readonly Cause[]): Role {
  for (const { message } of causes) {
    if (!lost.some((pattern) => pattern.test(message))) continue;
    const name = names.map((pattern) => pattern.exec(message)?.[1]).find((each) => each !== undefined);
    return { kind: 'lost', taskManager: name ?? null };
  }
  const root = causes.at(-1);
  return root !== undefined && following.has(shortName(root.exception)) ? { kind: 'follows' } : { kind: 'own' };
}
