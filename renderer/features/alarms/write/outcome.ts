import type { AuditOutcome, WriteOutcome } from '#shared/model/alarms/plan.ts';
import type { SourceErrorKind } from '#shared/model/sourceError.ts';

/** After these nobody knows whether the service did what it was asked. */
const UNCERTAIN: readonly SourceErrorKind[] = ['timeout', 'unreachable', 'server-error', 'bad-response', 'unexpected'];

/** How the write of one alarm ended. */
export function outcomeOf({ error }: Pick<WriteOutcome, 'error'>): AuditOutcome {
  if (error === null) return 'done';
  return UNCERTAIN.includes(error.kind) ? 'unknown' : 'refused';
}

export const outcomeSigns = { done: 'success', refused: 'error', unknown: 'warning' } as const;
