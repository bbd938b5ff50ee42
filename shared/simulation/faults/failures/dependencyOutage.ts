import { down } from '../../logs/causes.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { blockPartner, partnerOf, partnersWhere, thrownByPartner } from './partners.ts';

/** The job lives about so many seconds until it gives up waiting for the other system. */
const LIVES = { mild: 420, clear: 150, severe: 45 };

export const dependencyOutage: Fault = {
  problem: 'dependency-outage',
  title: 'A system that the application depends on is down',
  truth:
    'The system that one vertex writes to or reads from is down. The connector tries again for a while, then fails, and the job restarts, again and again.',
  victims: (blueprint) => partnersWhere(blueprint, () => true),
  strain: blockPartner,
  failure(context) {
    const at = crashNow(context, LIVES);
    const { vertex, blueprint } = context;
    const partner = partnerOf(vertex.blueprint, blueprint);
    if (at === null || partner === null) return null;
    return {
      at,
      thrown: thrownByPartner(partner, vertex, ...down(partner)),
      vertex: vertex.id,
      losesMachine: false,
      memory: null,
    };
  },
};
