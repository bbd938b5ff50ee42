import { readsThrottled } from '../../logs/connectors.ts';
import { keyOf, uniform } from '../../random.ts';
import { STEP } from '../../types.ts';
import type { Fault, FaultContext } from '../fault.ts';
import { now } from '../moments.ts';
import { limitedTo, strainOnSource } from '../strains.ts';
import { sourcesWhere } from '../victims.ts';

/** Share of what comes in that can still be read. */
const GIVES = { mild: 0.9, clear: 0.65, severe: 0.4 };
/** Share of the reads that the stream refuses. */
const REFUSES = { mild: 0.15, clear: 0.35, severe: 0.6 };

/** The other consumers ask for now more, now less. */
const UNEVEN = 0.05;

const uneven = ({ key, from }: FaultContext, what: string): number =>
  1 + UNEVEN * (2 * uniform(keyOf(key, what), from / STEP) - 1);

export const kinesisSourceThrottling: Fault = {
  problem: 'kinesis-source-throttling',
  title: 'A Kinesis stream refuses part of the reads',
  truth:
    'The source stream throttles the application’s reads: other consumers share its shards’ limits, and the connector asks for too much too often.',
  victims: (blueprint) => sourcesWhere(blueprint, ({ kind }) => kind === 'kinesis'),
  strain(context, strain) {
    if (context.source === null) return;
    const source = strainOnSource(strain, context.source);
    const refused = REFUSES[context.severity] * uneven(context, 'refusals');
    source.refused = Math.max(source.refused, refused);
    source.readLimit *= (limitedTo(GIVES, context) * uneven(context, 'reads')) / (1 - refused);
  },
  logs(context) {
    const { source } = context;
    return source === null ? [] : now(context, 0.5, (chance) => readsThrottled(source.blueprint, chance));
  },
};
