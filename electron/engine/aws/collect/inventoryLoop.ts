import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { cadences } from '../../cadence.ts';
import type { FleetPublisher } from '../fleetPublisher.ts';
import type { Collector, Parts } from './collector.ts';

const KEY = 'inventory';
const DESCRIPTIONS = 'Descriptions of applications';

/** Which applications there are, in which state, and what each is. Everything else follows from it. */
export function inventoryLoop(parts: Parts, publisher: FleetPublisher): Collector {
  const { loops, inventory, looks, publish, monitor } = parts;
  loops.start<readonly ListedApplication[]>({
    key: KEY,
    name: 'Applications',
    cadence: cadences.inventory,
    attended: () => looks.all().length > 0,
    essential: true,
    poll: (signal) => inventory.poll(signal),
    take(result, next, every) {
      const wasFailing = publisher.listed(result);
      if (inventory.hasAsked()) monitor.report(DESCRIPTIONS, troubleOf(inventory.trouble()), next, false, { every });
      else monitor.idle(DESCRIPTIONS, next, { every });
      publish();
      // The source is back: what waits for its next try need not wait.
      if (result.ok && wasFailing) for (const key of loops.keys('')) if (key !== KEY) loops.poke(key);
      return result;
    },
  });
  return {
    settle: () => undefined,
    attended(added) {
      if (added.some(({ kind }) => kind === 'fleet' || kind === 'application')) loops.hasten(KEY);
    },
  };
}

export const troubleOf = (error: SourceError | null) => (error === null ? ok(null) : failed(error));
