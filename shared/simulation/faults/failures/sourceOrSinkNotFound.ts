import { notFound } from '../../logs/causes.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { blockPartner, partnerOf, partnersWhere, thrownByPartner } from './partners.ts';

const LIVES = { mild: 300, clear: 75, severe: 15 };

export const sourceOrSinkNotFound: Fault = {
  problem: 'source-or-sink-not-found',
  title: 'A stream does not exist',
  truth:
    'A stream that the application reads from or writes to was deleted, or is called differently where the application runs: the job fails as soon as it uses it.',
  victims: (blueprint) => partnersWhere(blueprint, (partner) => notFound(partner, '') !== null),
  strain: blockPartner,
  failure(context) {
    const at = crashNow(context, LIVES);
    const { vertex, blueprint, place } = context;
    const partner = partnerOf(vertex.blueprint, blueprint);
    const missing = partner === null ? null : notFound(partner, place.accountId);
    if (at === null || partner === null || missing === null) return null;
    return { at, thrown: thrownByPartner(partner, vertex, missing), vertex: vertex.id, losesMachine: false, memory: null };
  },
};
