import type { Topic, TopicKind } from '#shared/contract/topics.ts';

/** What history can show of a moment. Everything else is of now: settings, connections, the cost of watching. */
const kinds: ReadonlySet<TopicKind> = new Set([
  'fleet',
  'application',
  'job',
  'charts',
  'metrics',
  'alarms',
  'alarmStatus',
  'applicationAlarms',
  'activity',
  'logTail',
  'logGroups',
  'vertex',
  'checkpoint',
  'failures',
  'taskManagers',
  'flame',
]);

export const hasPast = ({ kind }: Topic): boolean => kinds.has(kind);

/** What is read of the source for those alone who look at it now: while a moment of the past is shown, nobody does. */
const resting: ReadonlySet<TopicKind> = new Set(['sight', 'vertex', 'checkpoint', 'failures', 'taskManagers', 'flame']);

/** Whether a topic is not followed live while the cursor is in the past. */
export const restsInPast = ({ kind }: { readonly kind: TopicKind }): boolean => resting.has(kind);
