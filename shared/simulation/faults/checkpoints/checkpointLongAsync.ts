import type { Fault } from '../fault.ts';
import { ramp, strainOn } from '../strains.ts';
import { isStateful, verticesWhere } from '../victims.ts';

/** Times the upload takes, and times what a record leaves in state. */
const UPLOAD = { mild: 25, clear: 70, severe: 200 };
const GROWTH = { mild: 2, clear: 3, severe: 4 };
const MINUTES = 15;

export const checkpointLongAsync: Fault = {
  problem: 'checkpoint-long-async',
  title: 'The upload of state takes long',
  truth:
    'The operator writes more state than before, in many small files, and uploading them is what a checkpoint spends its time on.',
  victims: (blueprint) => verticesWhere(blueprint, isStateful),
  strain(context, strain) {
    const { vertex, severity } = context;
    strainOn(strain, vertex).stateGrowth *= 1 + (GROWTH[severity] - 1) * ramp(context, MINUTES);
    strain.checkpoints.upload *= UPLOAD[severity];
    strain.checkpoints.vertex = vertex.id;
  },
};
