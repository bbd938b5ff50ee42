import type { Partner } from '../../logs/causes.ts';
import { thrownByReader, thrownByWriter } from '../../logs/stackTraces.ts';
import type { Blueprint, VertexBlueprint } from '../../blueprint.ts';

/** What a vertex writes to; else what it reads from. */
export function partnerOf({ operators, source }: VertexBlueprint, { sources }: Pick<Blueprint, 'sources'>): Partner | null {
  const target = operators.find((operator) => operator.target !== null && operator.target.kind !== 'discard')?.target ?? null;
  if (target !== null) return { ...target, target: true };
  const read = sources.find(({ id }) => id === source);
  return read === undefined ? null : { kind: read.kind, name: read.name, target: false };
}

/** Uids of the vertices whose partner can have that trouble. */
export const partnersWhere = (blueprint: Blueprint, suits: (partner: Partner) => boolean): readonly string[] =>
  (blueprint.jobs[0]?.vertices ?? [])
    .filter((vertex) => {
      const partner = partnerOf(vertex, blueprint);
      return partner !== null && suits(partner);
    })
    .map(({ uid }) => uid);

/** The stack trace of a vertex whose partner is in trouble. */
export const thrownByPartner = ({ target }: Partner, thrown: string, ...causes: readonly string[]): string[] =>
  target ? thrownByWriter(thrown, ...causes) : thrownByReader(thrown, ...causes);
