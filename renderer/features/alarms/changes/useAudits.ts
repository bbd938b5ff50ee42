import { useTopics } from '#renderer/store/useTopic.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { AuditEntry } from '#shared/model/alarms/plan.ts';
import type { ConnectionView } from '#shared/model/connection.ts';

export interface Audit {
  readonly view: ConnectionView;
  readonly snapshot: Snapshot<readonly AuditEntry[]>;
}

/** What was written to the accounts, of each connection by itself. */
export function useAudits(accounts: readonly ConnectionView[]): readonly Audit[] {
  const snapshots = useTopics(accounts.map(({ connection }) => ({ kind: 'audit' as const, connection: connection.id })));
  return accounts.map((view, at) => ({ view, snapshot: snapshots[at] ?? WAITING }));
}
