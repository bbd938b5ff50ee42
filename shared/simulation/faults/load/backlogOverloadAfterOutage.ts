import { totalBacklog } from '../../flow/sources.ts';
import { MINUTE } from '../../../units/units.ts';
import type { Fault } from '../fault.ts';
import { strainOnSource } from '../strains.ts';
import { sourcesWhere } from '../victims.ts';
import { unreadable } from '../../logs/connectors.ts';
import { now } from '../moments.ts';

/** Minutes that the source could not be read. */
const OUTAGE = { mild: 8, clear: 15, severe: 25 };
/** Times as fast as records come the backlog is read: then it lasts. */
const DRAINS = 1.25;
/** So many seconds of records count as a backlog. */
const BACKLOG = 45;
const HEAP = 48;
/** Percent of a core that collectors take beside the tasks. */
const COLLECTORS = 30;

export const backlogOverloadAfterOutage: Fault = {
  problem: 'backlog-overload-after-outage',
  title: 'What an outage left behind is too much at once',
  truth:
    'The source could not be read for a while. Now everything that waited comes at once: the heap fills, garbage collection takes the processor, checkpoints fail, and the lag hardly falls.',
  victims: (blueprint) => sourcesWhere(blueprint, (_, { parallelism }) => parallelism !== 1),
  strain({ source, since, severity, usual }, strain) {
    if (source === null) return;
    if (isOut(since, severity)) {
      strainOnSource(strain, source).unreachable = true;
      return;
    }
    if (totalBacklog(source) < BACKLOG * (usual.arrivals.get(source.blueprint.id) ?? 0)) return;
    strain.machines.collecting += Math.max(0.2, Math.min(0.7, 1 - DRAINS * Math.max(usual.busiest, usual.computing)));
    strain.machines.heap += HEAP;
    strain.machines.cpu += COLLECTORS;
    strain.checkpoints.fails = 'Checkpoint Coordinator is overloaded: Asynchronous task checkpoint failed.';
  },
  logs(context) {
    const { source, since, severity } = context;
    return source !== null && isOut(since, severity) ? now(context, 0.4, () => unreadable(source.blueprint)) : [];
  },
};

const isOut = (since: number, severity: keyof typeof OUTAGE): boolean => since < OUTAGE[severity] * MINUTE;
