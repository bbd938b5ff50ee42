import type { Fault } from '../fault.ts';
import { strainOn, strainOnSource } from '../strains.ts';
import { has, sourcesWhere } from '../victims.ts';

/** Sources that found nothing to read and ended. */
const ENDED = { mild: 1, clear: 1, severe: 2 };

export const beamCheckpointFinishedTasks: Fault = {
  problem: 'beam-checkpoint-finished-tasks',
  title: 'Beam’s idle sources end, and no checkpoint is taken any more',
  truth:
    'shutdownSourcesAfterIdleMs is 0, so Beam ends a source as soon as it is idle. A job with finished tasks takes no checkpoints.',
  // Beam names its operators by the path of the transform.
  victims: (blueprint) => sourcesWhere(blueprint, (_, reader) => has(reader, ({ name }) => name.includes('/ParMultiDo'))),
  settings(settings) {
    const properties = settings.properties.map((group) =>
      group.id === 'BeamApplicationProperties'
        ? { ...group, values: { ...group.values, ShutdownSourcesAfterIdleMs: '0' } }
        : group,
    );
    return { properties };
  },
  strain({ vertex, source, severity, jobId }, strain) {
    const ended = Math.min(ENDED[severity], vertex.parallelism - 1);
    strainOn(strain, vertex).finished = new Set(Array.from({ length: ended }, (_, i) => vertex.parallelism - 1 - i));
    // They ended because nothing came into their shards.
    if (source !== null) strainOnSource(strain, source).activePartitions = source.weights.length - ended;
    strain.checkpoints.refused = `some tasks of job ${jobId} has been finished, abort the checkpoint`;
  },
};
