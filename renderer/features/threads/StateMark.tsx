import type { ThreadState } from '#shared/model/insight/threads.ts';

export const stateLabels: Readonly<Record<ThreadState, string>> = {
  NEW: 'New',
  RUNNABLE: 'Runnable',
  BLOCKED: 'Blocked',
  WAITING: 'Waiting',
  TIMED_WAITING: 'Timed waiting',
  TERMINATED: 'Terminated',
};

export const stateClass = (state: ThreadState | null): string =>
  `thread-state--${(state ?? 'unread').toLowerCase().replace('_', '-')}`;

/** A thread’s state: a colour and its word. */
export const StateMark = ({ state }: { readonly state: ThreadState | null }) => (
  <span className={`thread-state ${stateClass(state)}`}>{state === null ? 'Not read' : stateLabels[state]}</span>
);
