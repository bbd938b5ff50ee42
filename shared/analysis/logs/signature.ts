import type { Cause } from '../../model/logs.ts';
import { isUserFrame, placeOf } from './frames.ts';
import { maskText } from './maskText.ts';

/** Exceptions that only carry another one from where it was thrown: they come and go around the same trouble. */
const wrappers = new Set([
  'java.lang.RuntimeException',
  'java.lang.reflect.InvocationTargetException',
  'java.lang.reflect.UndeclaredThrowableException',
  'java.util.concurrent.CompletionException',
  'java.util.concurrent.ExecutionException',
  'org.apache.flink.client.program.ProgramInvocationException',
  'org.apache.flink.runtime.JobException',
  'org.apache.flink.runtime.client.JobExecutionException',
  'org.apache.flink.streaming.runtime.tasks.AsynchronousException',
  'org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException',
  'org.apache.flink.util.FlinkException',
  'org.apache.flink.util.FlinkRuntimeException',
  'org.apache.flink.util.WrappingRuntimeException',
]);

/** The exception that everything above it in the chain only passes on. */
export const rootOf = (causes: readonly Cause[]): Cause | undefined => causes.at(-1);

/**
 * Which trouble a chain is: its classes without those that only wrap, and what the root says. Where in the user's own code it was thrown
 * tells a mistake of a program apart; an outage is the same wherever it is noticed.
 */
export function chainSignature(causes: readonly Cause[]): string {
  const root = rootOf(causes);
  if (root === undefined) return '';
  const classes = causes.slice(0, -1).flatMap(({ exception }) => (wrappers.has(exception) ? [] : [exception]));
  const [line = ''] = root.message.split('\n', 1);
  const place = isMistake(root) ? placeIn(causes) : '';
  return ['exception', [...classes, root.exception].join(' < '), maskText(line), place].join('|');
}

/** Thrown by a statement that met what it did not expect: NullPointerException and its like, Python's own, the user's own, and whatever says nothing. */
const isMistake = ({ exception, message }: Cause): boolean =>
  exception !== 'java.lang.OutOfMemoryError' &&
  (message === '' || /^java\.(?:lang|util)\.[A-Z]|^\w+$/.test(exception) || isUserFrame(exception));

/** The innermost frame of the user's own code; where there is none, the innermost frame that is printed. */
function placeIn(causes: readonly Cause[]): string {
  const inwards = [...causes].reverse();
  const own = inwards.map(({ frames }) => frames.find(isUserFrame)).find((frame) => frame !== undefined);
  const frame =
    own ?? inwards.map(({ frames }) => frames.find((each) => !each.startsWith('…'))).find((each) => each !== undefined);
  return frame === undefined ? '' : placeOf(frame);
}

/** Which saying a line without an exception is: who says it, and what but for its figures and names. */
export const lineSignature = (logger: string, text: string): string => `line|${logger}|${maskText(text.split('\n', 1)[0] ?? '')}`;
