import type { NetworkFault } from '#shared/simulation/control.ts';
import { keyOf, uniform } from '#shared/simulation/random.ts';

/** The disturbances that are on, and which of them hit a request. */
export interface NetworkFaults {
  list(): readonly NetworkFault[];
  switchOn(fault: NetworkFault): void;
  /** False when there is none. */
  switchOff(fault: Pick<NetworkFault, 'service' | 'kind' | 'application'>): boolean;
  /** Those that hit this request. It counts: the next may be spared. */
  strike(service: string, application: string | null): readonly Strike[];
}

export interface Strike {
  readonly kind: NetworkFault['kind'];
  readonly severity: NetworkFault['severity'];
  /** How many it has hit before. */
  readonly before: number;
  /** Aborted when it is switched off. */
  readonly over: AbortSignal;
}

/** Of the requests. */
const SHARE = { mild: 0.1, clear: 0.5, severe: 1 } as const satisfies Record<NetworkFault['severity'], number>;

interface Active {
  readonly fault: NetworkFault;
  readonly over: AbortController;
  asked: number;
  hit: number;
}

export function createNetworkFaults(): NetworkFaults {
  const active = new Map<string, Active>();
  const nameOf = ({ service, kind, application }: Pick<NetworkFault, 'service' | 'kind' | 'application'>) =>
    [service, kind, application ?? ''].join(' ');
  const end = (name: string): boolean => {
    active.get(name)?.over.abort();
    return active.delete(name);
  };

  return {
    list: () => [...active.values()].map(({ fault }) => fault),
    switchOn(fault) {
      end(nameOf(fault));
      active.set(nameOf(fault), { fault, over: new AbortController(), asked: 0, hit: 0 });
    },
    switchOff: (fault) => end(nameOf(fault)),
    strike(service, application) {
      const strikes: Strike[] = [];
      for (const [name, each] of active) {
        const { fault, over } = each;
        if (fault.service !== service || (fault.application !== null && fault.application !== application)) continue;
        const share = fault.kind === 'latency' ? 1 : SHARE[fault.severity];
        const chance = uniform(keyOf(0, 'network', name), each.asked++);
        if (chance < share) strikes.push({ kind: fault.kind, severity: fault.severity, before: each.hit++, over: over.signal });
      }
      return strikes;
    },
  };
}
