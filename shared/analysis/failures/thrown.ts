import type { JobFailure } from '../../model/insight/failures.ts';
import type { Cause } from '../../model/logs.ts';
import type { Millis } from '../../units/units.ts';
import { shortName } from '../logs/readLine.ts';
import { chainSignature } from '../logs/signature.ts';
import { readStackTrace } from '../logs/stackTrace.ts';
import type { Role } from './consequence.ts';
import { roleOf } from './consequence.ts';
import type { TaskName } from './task.ts';
import { readTask } from './task.ts';

/** One exception that Flink tells of, read. */
export interface Thrown {
  readonly at: Millis;
  readonly task: TaskName | null;
  readonly taskManager: string | null;
  readonly endpoint: string | null;
  readonly stacktrace: string;
  /** Outermost first; one at least. */
  readonly causes: readonly Cause[];
  /** Which of them is behind the others. */
  readonly root: number;
  /** The same text for the same trouble, over restarts. */
  readonly signature: string;
  readonly role: Role;
  /** Flink gives the job up with it, and says why: `NoRestartBackoffTimeStrategy`; null: it goes on. */
  readonly givenUp: string | null;
}

/** Exceptions that say nothing themselves: what is behind them is told below. */
const carriers = new Set([
  'java.lang.reflect.InvocationTargetException',
  'java.lang.reflect.UndeclaredThrowableException',
  'java.util.concurrent.CompletionException',
  'java.util.concurrent.ExecutionException',
  'org.apache.flink.runtime.JobException',
  'org.apache.flink.runtime.client.JobExecutionException',
  'org.apache.flink.streaming.runtime.tasks.AsynchronousException',
  'org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException',
  'org.apache.flink.util.WrappingRuntimeException',
]);

/** The innermost that is no carrier: what was really thrown. Where only carriers are told, the innermost. */
function rootIndex(causes: readonly Cause[]): number {
  const last = causes.length - 1;
  const fromInside = [...causes].reverse().findIndex(({ exception }) => !carriers.has(exception));
  return fromInside === -1 ? last : last - fromInside;
}

const GIVEN_UP = /^Recovery is suppressed by (\w+)/;

export function readThrown(thrown: Omit<JobFailure, 'job' | 'concurrent'>): Thrown {
  const { at, exception, stacktrace, task, taskManager, endpoint } = thrown;
  const read = readStackTrace(stacktrace.split('\n'));
  const causes = read.length > 0 ? read : [{ exception, message: stacktrace.trim(), frames: [] }];
  const root = rootIndex(causes);
  const toRoot = causes.slice(0, root + 1);
  const role = roleOf(toRoot);
  return {
    at,
    task: task === null ? null : readTask(task),
    taskManager,
    endpoint,
    stacktrace,
    causes,
    root,
    // Who notices that a task manager is gone, and in which words, is chance.
    signature: role.kind === 'lost' ? LOST : chainSignature(toRoot),
    role,
    givenUp: causes.map(({ message }) => GIVEN_UP.exec(message)?.[1]).find((each) => each !== undefined) ?? null,
  };
}

const LOST = 'task manager lost';

export const rootCause = ({ causes, root }: Pick<Thrown, 'causes' | 'root'>): Cause =>
  causes[root] ?? { exception: '', message: '', frames: [] };

/** `NumberFormatException: For input string: "12,5"` */
export function titleOf(thrown: Pick<Thrown, 'causes' | 'root'>): string {
  const { exception, message } = rootCause(thrown);
  const [said = ''] = message.split('\n', 1);
  const title = `${shortName(exception)}${said === '' ? '' : `: ${said}`}`;
  return title.length > LONGEST ? `${title.slice(0, LONGEST - 1)}…` : title;
}
const LONGEST = 240;
