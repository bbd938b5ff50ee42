import { accessDenied } from '../../logs/causes.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { blockPartner, partnerOf, partnersWhere, thrownByPartner } from './partners.ts';

/** The job lives about so many seconds: until the first call, or until the refused ones have been tried often enough. */
const LIVES = { mild: 300, clear: 75, severe: 15 };

export const accessDeniedInLogs: Fault = {
  problem: 'access-denied-in-logs',
  title: 'The execution role may not use a source or target',
  truth:
    'A policy was taken from the execution role: calls to one source or target are denied, and the job fails at the first of them.',
  victims: (blueprint) => partnersWhere(blueprint, (partner) => accessDenied(partner, { region: '', accountId: '' }) !== null),
  strain: blockPartner,
  failure(context) {
    const at = crashNow(context, LIVES);
    const { vertex, blueprint, place } = context;
    const partner = partnerOf(vertex.blueprint, blueprint);
    const denied = partner === null ? null : accessDenied(partner, place);
    if (at === null || partner === null || denied === null) return null;
    return { at, thrown: thrownByPartner(partner, vertex, denied), vertex: vertex.id, losesMachine: false, memory: null };
  },
};
