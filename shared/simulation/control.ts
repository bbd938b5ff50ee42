import { z, zMillis } from '../model/schema.ts';
import { DAY } from '../units/units.ts';
import { faultKinds } from './faults/kinds.ts';

/**
 * What a simulator's control interface says and takes: JSON over HTTP below the control address that the simulator printed, which
 * carries the secret in its path. Asked with GET: `state`, `scenarios`, `truth`, `requests`. Told with POST: `clock`, `fault`, `network`, `scenario`;
 * each of these answers with the state.
 */

/** So many at most: what a simulator on one core keeps up with. */
export const MOST_APPLICATIONS = 500;
export const LARGEST_SEED = 4_294_967_295;
export const LONGEST_HISTORY = 7 * DAY;
const zSeed = z.int().min(0).max(LARGEST_SEED);

export const severities = ['mild', 'clear', 'severe'] as const;
const zSeverity = z.enum(severities);

/** Whose answers can be disturbed: AWS services by the name that requests are signed for, and the applications' Flink interfaces. */
export const networkServices = [
  'kinesisanalytics',
  'monitoring',
  'logs',
  'sts',
  'cloudtrail',
  'application-autoscaling',
  'kinesis',
  'flink',
] as const;

/** How: each a thing that happens between a client and a service. */
export const networkFaultKinds = [
  'latency',
  'throttling',
  'timeout',
  'garbage',
  'expired-credentials',
  'refused',
  'server-error',
  'access-denied',
  'slow-drip',
  'truncated',
  'empty',
  'wrong-json',
  'wrong-types',
  'not-numbers',
  'clock-ahead',
  'clock-behind',
] as const;

/** A disturbance of real requests; one of each kind for a service, or for one application's Flink interface. */
const NetworkFault = z.strictObject({
  service: z.enum(networkServices),
  kind: z.enum(networkFaultKinds),
  /** Latency: 0.3, 2 or 8 s more. Else the share of the requests that it hits: a tenth, half, all. */
  severity: zSeverity,
  /** With `flink`: this application's interface alone; else null. */
  application: z.string().min(1).nullable(),
});
export type NetworkFault = z.infer<typeof NetworkFault>;

/** A fault that was switched on through this interface, and is on. */
const SwitchedFault = z.object({
  id: z.string(),
  kind: z.enum(faultKinds),
  application: z.string(),
  where: z.string().nullable(),
  severity: zSeverity,
  /** Simulated time. */
  since: zMillis,
});
export type SwitchedFault = z.infer<typeof SwitchedFault>;

export const SimulatorState = z.object({
  scenario: z.string(),
  seed: z.int(),
  /** How many worlds it has played, this one included: another number is another world. */
  world: z.int(),
  /** When this world began to play, real time of its machine: a simulator that was started anew has worlds of the same numbers. */
  began: zMillis.optional(),
  /** How many applications there are. */
  applications: z.int(),
  /** The home region. */
  region: z.string(),
  /** All of them, the home region first. */
  regions: z.array(z.string()).min(1),
  accountId: z.string(),
  /** Simulated time. */
  now: zMillis,
  speed: z.number(),
  paused: z.boolean(),
  /** Simulated time that a jump ahead, which takes its time, is on its way to. */
  jumpingTo: zMillis.nullable(),
  /** The scenario that takes this one's place as soon as its history has been simulated; 0…1 of that is done. */
  starting: z.object({ scenario: z.string(), done: z.number() }).nullable(),
  /** One endpoint for every AWS service that is simulated. */
  aws: z.string(),
  /** Whom the endpoint lets in. */
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  /** Base address of each running application's Flink REST interface, by application name. */
  flink: z.record(z.string(), z.string()),
  /** Those that were switched on here. What the scenario itself does is told by `truth` alone. */
  faults: z.array(SwitchedFault),
  network: z.array(NetworkFault),
});
export type SimulatorState = z.infer<typeof SimulatorState>;

/** The state without what opens the simulated services: for who looks on. */
export const SimulatorView = SimulatorState.omit({ aws: true, credentials: true, flink: true });
export type SimulatorView = z.infer<typeof SimulatorView>;

/** `advance` jumps ahead by so much, whether or not the clock is paused; the answer comes when the world has got there. */
export const ClockChange = z.strictObject({
  speed: z.number().min(1).max(1000).optional(),
  paused: z.boolean().optional(),
  advance: z.number().min(0).max(DAY).optional(),
});
export type ClockChange = z.infer<typeof ClockChange>;

export const FaultChange = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('on'),
    id: z.string().min(1),
    kind: z.enum(faultKinds),
    application: z.string().min(1),
    severity: zSeverity,
    /** Uid of the vertex or id of the source that it befalls; else chance chooses among those that it can befall. */
    where: z.string().min(1).optional(),
  }),
  z.strictObject({ change: z.literal('off'), id: z.string().min(1) }),
]);
export type FaultChange = z.infer<typeof FaultChange>;

const which = NetworkFault.pick({ service: true, kind: true }).extend({
  application: z.string().min(1).nullable().default(null),
});
export const NetworkChange = z.discriminatedUnion('change', [
  which.extend({ change: z.literal('on'), severity: zSeverity }),
  which.extend({ change: z.literal('off') }),
]);
export type NetworkChange = z.input<typeof NetworkChange>;

/** A new world in the place of the present one, at the same addresses; the clock keeps its speed, and whether it is paused. */
export const ScenarioStart = z.strictObject({
  scenario: z.string().min(1),
  /** Else as before. */
  seed: zSeed.optional(),
  /** Simulated time at which it begins; else the minute that it really is now. */
  start: z.int().min(0).max(8_000_000_000_000).optional(),
  /** How much is simulated before the start, in milliseconds; else six hours, or one for more than 60 applications. */
  history: z.number().min(0).max(LONGEST_HISTORY).optional(),
  /** Else as before. */
  applications: z.int().min(1).max(MOST_APPLICATIONS).optional(),
});
export type ScenarioStart = z.infer<typeof ScenarioStart>;

/** What can be played. */
export const ScenarioList = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** How many faults it has. */
      kind: z.enum(['healthy', 'one fault', 'several faults']),
      applications: z.int(),
    }),
  ),
  /** What can be switched on. */
  faults: z.array(
    z.object({
      kind: z.enum(faultKinds),
      title: z.string(),
      /** Those of the present world that it can befall. */
      applications: z.array(z.string()),
    }),
  ),
});
export type ScenarioList = z.infer<typeof ScenarioList>;

/** One request for an AWS service, as it came: also those that CloudTrail has no account of. Or for an application's Flink interface. */
export const RequestEntry = z.object({
  /** Simulated time. */
  at: zMillis,
  region: z.string(),
  /** As requests are signed: `monitoring`. Or `flink`. */
  service: z.string(),
  /** `GetMetricData`; of Flink the path and the query, `jobs/overview`. */
  operation: z.string(),
  /** With `flink`: whose interface. */
  application: z.string().optional(),
  /** Of GetMetricData, which is paid by them; else 0. */
  queries: z.int(),
  /** Refused, because there were too many. */
  throttled: z.boolean(),
});
export type RequestEntry = z.infer<typeof RequestEntry>;

/** The latest requests of the present world, those for Flink after those for AWS, each oldest first; some 20,000 are kept of either. */
export const RequestList = z.object({ requests: z.array(RequestEntry) });

/** What is really wrong, of the scenario's own doing or switched on: what a diagnosis should find. */
export const Truth = z.object({
  faults: z.array(
    z.object({
      id: z.string(),
      /** Of the catalogue of problems. */
      problem: z.enum(faultKinds),
      title: z.string(),
      /** What an engineer would say who has found it. */
      truth: z.string(),
      application: z.string(),
      region: z.string(),
      where: z.string().nullable(),
      severity: zSeverity,
      /** Simulated time; may still be to come. */
      onset: zMillis,
      /** Null: until it is switched off. */
      until: zMillis.nullable(),
      state: z.enum(['to come', 'on', 'over']),
      by: z.enum(['scenario', 'hand']),
    }),
  ),
});
export type Truth = z.infer<typeof Truth>;
