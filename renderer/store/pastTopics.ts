import type { Topic, TopicKind } from '#shared/contract/topics.ts';

/** What history can show of a moment. Everything else is of now: settings, connections, the cost of watching. */
const kinds: ReadonlySet<TopicKind> = new Set([
  'fleet',
  'application',
  'job',
  'charts',
  'metrics',
  'alarms',
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
