import type { Fault } from '../fault.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { isStateful, verticesWhere, withRecords } from '../victims.ts';

const TAKES = { mild: 0.88, clear: 0.6, severe: 0.35 };
/** Part of it that takes the processor; the rest waits for the disk. */
const COMPUTING = 0.7;

export const stateAccessTooFrequent: Fault = {
  problem: 'state-access-too-frequent',
  title: 'An operator reads and writes its state for each record many times',
  truth:
    'One operator walks through a list in its keyed state for every record: it spends its time in RocksDB, not in its own code.',
  victims: (blueprint) => withRecords(blueprint, verticesWhere(blueprint, isStateful)),
  strain(context, strain) {
    strainOn(strain, context.vertex).state += slowedTo(TAKES, context, { computing: COMPUTING });
  },
};
