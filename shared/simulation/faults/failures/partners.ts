import type { Partner } from '../../logs/causes.ts';
import { thrownByConsumer, thrownByReader, thrownByWriter } from '../../logs/stackTraces.ts';
import type { Blueprint, VertexBlueprint } from '../../blueprint.ts';
import type { Strain } from '../../strain.ts';
import type { FaultContext } from '../fault.ts';
import { block } from '../strains.ts';
import { verticesWhere, withRecords } from '../victims.ts';

/** What a vertex writes to; else what it reads from. */
export function partnerOf({ operators, source }: VertexBlueprint, { sources }: Pick<Blueprint, 'sources'>): Partner | null {
  const target = operators.find((operator) => operator.target !== null && operator.target.kind !== 'discard')?.target ?? null;
  if (target !== null) return { ...target, target: true };
  const read = sources.find(({ id }) => id === source);
  return read === undefined ? null : { kind: read.kind, name: read.name, target: false };
}

/** Uids of the vertices that have records for such a partner, or from it. */
export const partnersWhere = (blueprint: Blueprint, suits: (partner: Partner) => boolean): readonly string[] =>
  withRecords(
    blueprint,
    verticesWhere(blueprint, (vertex) => {
      const partner = partnerOf(vertex, blueprint);
      return partner !== null && suits(partner);
    }),
  );

/** The stack trace of a vertex whose partner is in trouble. */
export const thrownByPartner = (
  partner: Partner,
  { blueprint }: FaultContext['vertex'],
  thrown: string,
  ...causes: readonly string[]
): string[] => {
  if (partner.target) return thrownByWriter(partner.kind, thrown, ...causes);
  return blueprint.legacySource ? thrownByConsumer(thrown, ...causes) : thrownByReader(thrown, ...causes);
};

/** Until the job gives up nothing comes from there, or goes there. */
export function blockPartner(context: FaultContext, strain: Strain): void {
  const partner = partnerOf(context.vertex.blueprint, context.blueprint);
  if (partner !== null) block(context, strain, partner.target);
}
