import { debugChatter } from '../../logs/chatter.ts';
import type { Fault } from '../fault.ts';
import { flood } from '../moments.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { whole } from '../victims.ts';

const TAKES = { mild: 0.93, clear: 0.75, severe: 0.5 };
const COMPUTING = 0.4;
/** Those before the last vertex take a little more, so that it is the last one that holds the others back. */
const EARLIER = 1.2;

export const monitoringLogLevelDebug: Fault = {
  problem: 'monitoring-log-level-debug',
  title: 'The log level is DEBUG in production',
  truth: 'Somebody set the log level to DEBUG and left it there: every vertex spends time on log records that nobody reads.',
  victims: (blueprint) => (blueprint.logLevel === 'DEBUG' ? [] : whole(blueprint)),
  settings: ({ monitoring }) => ({ monitoring: { ...monitoring, type: 'CUSTOM', logLevel: 'DEBUG' } }),
  strain(context, strain) {
    for (const vertex of context.flow.vertices) {
      const cost = slowedTo(TAKES, context, { computing: COMPUTING, vertex });
      strainOn(strain, vertex).logging +=
        vertex.outputs.length === 0 ? cost : Math.max(0, (cost + vertex.cost) / EARLIER - vertex.cost);
    }
  },
  logs: (context) => flood(context, (n) => debugChatter(context.source?.blueprint ?? null, context.key, n)),
};
