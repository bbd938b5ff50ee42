import type { Fault } from '../fault.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { isComputing, verticesWhere, withRecords } from '../victims.ts';

/** Share of the records that it still takes. */
const TAKES = { mild: 0.85, clear: 0.6, severe: 0.35 };

export const operatorComputeBound: Fault = {
  problem: 'operator-compute-bound',
  title: 'An operator computes more than its cores give',
  truth:
    'A new release made one operator several times as expensive per record: it computes all the time on all of its subtasks, and nothing outside holds it up.',
  victims: (blueprint) => withRecords(blueprint, verticesWhere(blueprint, isComputing)),
  strain(context, strain) {
    strainOn(strain, context.vertex).compute += slowedTo(TAKES, context, { computing: 1 });
  },
};
