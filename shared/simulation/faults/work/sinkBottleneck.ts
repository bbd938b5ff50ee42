import { throttled } from '../../logs/connectors.ts';
import { uniform } from '../../random.ts';
import { STEP } from '../../types.ts';
import type { Fault } from '../fault.ts';
import { now } from '../moments.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { busiest, isSink, targetOf, verticesWhere, withRecords } from '../victims.ts';

/** Share of the load that the target still takes. */
const TAKES = { mild: 0.8, clear: 0.5, severe: 0.22 };
/** Share of the writes that it refuses at first. */
const REFUSES = { mild: 0.04, clear: 0.08, severe: 0.15 };

export const sinkBottleneck: Fault = {
  problem: 'sink-bottleneck',
  title: 'A sink takes less than its application reads',
  truth:
    'The target is not provisioned for what the application writes: the sink waits for it, and everything before the sink waits for the sink.',
  victims: (blueprint) => busiest(blueprint, withRecords(blueprint, verticesWhere(blueprint, isSink))),
  strain(context, strain) {
    const sink = strainOn(strain, context.vertex);
    sink.wait += slowedTo(TAKES, context);
    sink.refused += REFUSES[context.severity];
  },
  logs(context) {
    const refused = Math.max(
      1,
      Math.round((context.vertex.lastMinute / 60) * 0.03 * (0.5 + uniform(context.key, context.from / STEP + 1))),
    );
    return now(context, 0.35, () => throttled(targetOf(context.vertex), refused));
  },
};
