import type { NetworkFault, SimulatorView } from '#shared/simulation/control.ts';
import type { Millis } from '#shared/units/units.ts';

/** Something that was done to a simulator in this visit. */
export interface Done {
  readonly key: number;
  /** Simulated time at which it was done. */
  readonly at: Millis;
  readonly world: number;
  readonly words: string;
  /** What takes it back, while it holds. */
  readonly undo: Undo | null;
}

export type Undo =
  | { readonly kind: 'fault'; readonly fault: { readonly id: string; readonly kind: string; readonly application: string } }
  | { readonly kind: 'network'; readonly fault: Pick<NetworkFault, 'service' | 'kind' | 'application'> };

const MOST = 100;

/** The newest first. */
export const withDone = (before: readonly Done[], entry: Omit<Done, 'key'>): readonly Done[] =>
  [{ ...entry, key: (before[0]?.key ?? 0) + 1 }, ...before].slice(0, MOST);

/** Only what holds still, in the world that it was done to, can be taken back. */
export function canUndo({ undo, world }: Done, now: SimulatorView): boolean {
  if (undo === null) return false;
  if (undo.kind === 'fault') return world === now.world && now.faults.some(({ id }) => id === undo.fault.id);
  const { service, kind, application } = undo.fault;
  return now.network.some((fault) => fault.service === service && fault.kind === kind && fault.application === application);
}
