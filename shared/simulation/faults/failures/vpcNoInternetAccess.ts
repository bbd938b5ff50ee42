import { cannotConnect, timedOut } from '../../logs/connectors.ts';
import { thrownByOperator } from '../../logs/stackTraces.ts';
import { uniform } from '../../random.ts';
import type { Fault } from '../fault.ts';
import { momentNow, now } from '../moments.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { has, verticesWhere } from '../victims.ts';

/** Calls that time out hold records up; the job gives up about every so many minutes. */
const TAKES = { mild: 0.9, clear: 0.5, severe: 0.2 };
const EVERY = { mild: 20, clear: 8, severe: 3 };

export const vpcNoInternetAccess: Fault = {
  problem: 'vpc-no-internet-access',
  title: 'The VPC has no way to the internet',
  truth:
    'The route to the NAT gateway is gone: whatever the application calls outside of its VPC does not answer, and connections time out.',
  victims: (blueprint) =>
    blueprint.vpc ? verticesWhere(blueprint, (vertex) => has(vertex, ({ kind }) => kind !== 'source')) : [],
  strain(context, strain) {
    strainOn(strain, context.vertex).wait += slowedTo(TAKES, context);
  },
  failure(context) {
    const at = momentNow(context, EVERY[context.severity]);
    if (at === null) return null;
    const { vertex, job, place, key, restarts } = context;
    const [thrown, cause] = cannotConnect(place.region, uniform(key, restarts));
    return {
      at,
      thrown: thrownByOperator(vertex.blueprint, job, thrown, [cause]),
      vertex: vertex.id,
      losesMachine: false,
      memory: null,
    };
  },
  logs: (context) => now(context, 0.4, (chance) => timedOut(context.place.region, chance)),
};
