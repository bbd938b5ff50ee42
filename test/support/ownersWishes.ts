import fc from 'fast-check';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import type { Owned } from './owner.ts';

/** Something that an owner, or fate, does; then so many steps pass. */
export interface Wish {
  readonly what:
    | 'start'
    | 'start-empty'
    | 'stop'
    | 'force-stop'
    | 'update'
    | 'scale'
    | 'snapshots-off'
    | 'snapshots-on'
    | 'rollback'
    | 'snapshot'
    | 'delete-snapshot'
    | 'break'
    | 'repair';
  readonly fault: FaultKind;
  readonly steps: number;
}

const harmless = ['start', 'stop', 'force-stop', 'update', 'scale', 'rollback', 'snapshot'] as const;
const any = [...harmless, 'start-empty', 'snapshots-off', 'snapshots-on', 'delete-snapshot', 'break', 'repair'] as const;

const wishOf = (what: readonly Wish['what'][]): fc.Arbitrary<Wish> =>
  fc.record({
    what: fc.constantFrom(...what),
    fault: fc.constantFrom<FaultKind>(
      'operator-unhandled-exception',
      'task-manager-lost',
      'restore-missing-operator-state',
      'startup-timeout-5-minutes',
      'stuck-in-transitional-state',
      'snapshot-creation-failed',
      'operator-compute-bound',
    ),
    steps: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 12, max: 60 })),
  });

export const anyWishes = fc.array(wishOf(any), { minLength: 1, maxLength: 14 });
/** None of them gives state away. */
export const carefulWishes = fc.array(wishOf(harmless), { minLength: 1, maxLength: 10 });

/** Asks for it; whether the service refuses is its own affair. Time does not pass. */
export function wish(owner: Owned, { what, fault }: Wish): void {
  const { application, ask, repair } = owner;
  const { settings, versionId, snapshots } = application;
  const update = (change: object) =>
    ask({ kind: 'update', version: { id: versionId }, settings: { ...settings, ...change }, operation: 'UpdateApplication' });
  switch (what) {
    case 'start':
      return void ask({ kind: 'start', run: {} });
    case 'start-empty':
      return void ask({ kind: 'start', run: { restore: 'SKIP_RESTORE_FROM_SNAPSHOT' } });
    case 'stop':
      return void ask({ kind: 'stop', force: false });
    case 'force-stop':
      return void ask({ kind: 'stop', force: true });
    case 'update':
      return void update({ description: `version ${versionId + 1}` });
    case 'scale':
      return void update({ parallelism: { ...settings.parallelism, parallelism: 1 + (versionId % 6) } });
    case 'snapshots-off':
      return void update({ snapshotsEnabled: false });
    case 'snapshots-on':
      return void update({ snapshotsEnabled: true, rollbackEnabled: true });
    case 'rollback':
      return void ask({ kind: 'rollback', version: versionId });
    case 'snapshot':
      return void ask({ kind: 'create-snapshot', snapshot: `by-hand-${snapshots.length}` });
    case 'delete-snapshot': {
      const [newest] = snapshots;
      return void (newest && ask({ kind: 'delete-snapshot', snapshot: newest.name, created: newest.created }));
    }
    case 'break':
      return owner.break(fault, 'severe');
    case 'repair':
      return repair(fault);
  }
}
