import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { jsonReply } from './http/request.ts';
import type { Reply, SimulatorRequest } from './http/request.ts';
import type { Clock } from '../clock.ts';
import { answerAws, servesAws } from './aws/answerAws.ts';
import { createRequestLog } from './aws/requestLog.ts';
import { putOwnersAlarms } from './aws/cloudWatch/alarms/ownersAlarms.ts';
import { createRegionState } from './aws/regionState.ts';
import { createStsState } from './aws/sts/stsState.ts';
import type { Credentials } from './aws/signature.ts';
import type { RequestEntry } from '#shared/simulation/control.ts';
import { createThrottle } from './aws/throttle.ts';
import { answerFlink, FLINK_PREFIX, flinkPath, hasCluster } from './flink/answerFlink.ts';
import { createClusterMemory } from './flink/memory.ts';
import { createSessions } from './flink/sessions.ts';
import type { Simulation } from './simulation.ts';

/** The simulated services of one world, and what their callers have left there. */
export interface ServedWorld {
  readonly simulation: Simulation;
  /** `skew`: how far the services' clock is ahead of ours. */
  answer(request: SimulatorRequest, skew?: Millis): Reply;
  requests(): readonly RequestEntry[];
  /** Base of each running application's Flink REST interface; empty where a session is needed. */
  readonly flink: (origin: string) => Record<string, string>;
}

export interface ServeOptions {
  /** Null takes every key, and opens the Flink interfaces without a session. */
  readonly credentials: Credentials | null;
  /** False takes requests at any rate. */
  readonly throttled: boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Owners' alarms were evaluated for so long when somebody looks first. */
const ALARMS_EVALUATED = millis(1.5 * HOUR);

/** AWS at `/`, Flink below `/flink/`. */
export function serveWorld(simulation: Simulation, { credentials, throttled, clock, log }: ServeOptions): ServedWorld {
  const { world } = simulation;
  const realNow = () => clock.now();
  const sessions = createSessions(realNow);
  const memory = createClusterMemory();
  const requests = createRequestLog();
  const flinkRequests = createRequestLog();
  const throttle = throttled ? createThrottle() : null;
  const guarded = credentials !== null;
  const sts = createStsState();
  const places = new Map(world.regions.map((region) => [region.name, { region, state: createRegionState(region.name, sts) }]));
  for (const { region, state } of places.values())
    putOwnersAlarms(
      (simulation.scenario.alarms ?? []).filter((alarm) => (alarm.region ?? world.home.name) === region.name),
      { region, state },
      millis(world.now - ALARMS_EVALUATED),
    );

  return {
    simulation,
    answer(request, skew = 0 as Millis) {
      if (request.path.startsWith(FLINK_PREFIX))
        return answerFlink(request, {
          sessions,
          memory,
          guarded,
          requests: flinkRequests,
          look: () => ({ now: simulation.catchUp(), world }),
        });
      if (!servesAws(request.path)) return jsonReply(404, { message: 'Nothing is served here.' });
      return answerAws(request, {
        credentials,
        realNow: () => millis(realNow() + skew),
        throttle,
        requests,
        log,
        regions: [...places.keys()],
        context(name) {
          const place = places.get(name);
          if (place === undefined) throw new Error(`There is no region ${name}.`);
          return {
            ...place,
            now: simulation.catchUp(),
            presign: (application, duration) =>
              `${request.origin}${flinkPath(application)}?authToken=${sessions.issue(application, duration)}`,
          };
        },
      });
    },
    requests: () => [...requests.all(), ...flinkRequests.all()],
    flink: (origin) =>
      guarded
        ? {}
        : Object.fromEntries(world.applications.filter(hasCluster).map(({ name }) => [name, origin + flinkPath(name)])),
  };
}
