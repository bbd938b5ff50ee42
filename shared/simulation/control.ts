import { z, zMillis } from '../model/schema.ts';

/**
 * What a simulator's control interface says and takes: JSON over HTTP below the control address that the simulator printed, which
 * carries the secret in its path. `GET <address>/state`, `POST <address>/clock`, `POST <address>/fault`; each answers with the state.
 */
export const SimulatorState = z.object({
  scenario: z.string(),
  seed: z.int(),
  /** The home region. */
  region: z.string(),
  /** All of them, the home region first. */
  regions: z.array(z.string()).min(1),
  accountId: z.string(),
  /** Simulated time. */
  now: zMillis,
  speed: z.number(),
  paused: z.boolean(),
  /** One endpoint for every AWS service that is simulated. */
  aws: z.string(),
  /** Whom the endpoint lets in. */
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  /** Base address of each running application's Flink REST interface, by application name. */
  flink: z.record(z.string(), z.string()),
  /** Ids of the faults that are on. */
  faults: z.array(z.string()),
});
export type SimulatorState = z.infer<typeof SimulatorState>;

/** `advance` jumps ahead by so much, at once, whether or not the clock is paused. */
export const ClockChange = z.strictObject({
  speed: z.number().min(1).max(1000).optional(),
  paused: z.boolean().optional(),
  advance: z.number().min(0).max(86_400_000).optional(),
});
export type ClockChange = z.infer<typeof ClockChange>;

export const FaultChange = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('on'),
    id: z.string().min(1),
    kind: z.enum(['slow-sink', 'data-skew']),
    application: z.string().min(1),
    severity: z.enum(['mild', 'clear', 'severe']),
  }),
  z.strictObject({ change: z.literal('off'), id: z.string().min(1) }),
]);
export type FaultChange = z.infer<typeof FaultChange>;
