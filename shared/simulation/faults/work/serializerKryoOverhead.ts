import type { Fault } from '../fault.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { isComputing, verticesWhere, withRecords } from '../victims.ts';

const TAKES = { mild: 0.88, clear: 0.62, severe: 0.4 };

export const serializerKryoOverhead: Fault = {
  problem: 'serializer-kryo-overhead',
  title: 'Records are serialized with Kryo',
  truth:
    'A record class stopped being a POJO that Flink knows, so every exchange and every copy of a record goes through Kryo, which takes most of the processor.',
  victims: (blueprint) =>
    withRecords(
      blueprint,
      verticesWhere(blueprint, (vertex, { edges }) => isComputing(vertex) && edges.some(({ to }) => to === vertex.uid)),
    ),
  strain(context, strain) {
    strainOn(strain, context.vertex).kryo += slowedTo(TAKES, context, { computing: 1 });
  },
};
