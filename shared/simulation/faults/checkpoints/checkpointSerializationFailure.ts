import { MINUTE } from '../../../units/units.ts';
import { uniform } from '../../random.ts';
import { cannotSerialize, notSerializable } from '../../logs/serialization.ts';
import type { Fault, FaultContext } from '../fault.ts';
import { now } from '../moments.ts';
import { isStateful, verticesWhere } from '../victims.ts';

/** Share of the time in which the state holds such an object. */
const HELD = { mild: 0.45, clear: 0.8, severe: 1 };
const SPAN = 4 * MINUTE;

export const checkpointSerializationFailure: Fault = {
  problem: 'checkpoint-serialization-failure',
  title: 'State cannot be serialized',
  truth: 'An object in the operator’s state has a type that its serializer cannot handle: every checkpoint that meets one fails.',
  victims: (blueprint) => verticesWhere(blueprint, isStateful),
  strain(context, strain) {
    if (isHeld(context)) strain.checkpoints.fails = notSerializable(context.job);
  },
  logs(context) {
    const { vertex, job } = context;
    if (!isHeld(context)) return [];
    return now(context, 0.25, (chance) =>
      cannotSerialize(vertex.blueprint, job, `${1 + Math.floor(chance * vertex.parallelism)}/${vertex.parallelism}`),
    );
  },
};

const isHeld = ({ key, since, severity }: FaultContext): boolean =>
  since < SPAN || uniform(key ^ 0x5e1, Math.floor(since / SPAN)) < HELD[severity];
