import { LARGEST_SEED, MOST_APPLICATIONS } from '../simulation/control.ts';
import { z, zMillis } from './schema.ts';
import { SourceError } from './sourceError.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63');
const name = z.string().trim().min(1).max(80);
/** `user:password@` before the host, however the slashes are written. */
const userInfo = /^[^/\\]*[/\\\s]*[^/\\?#]*@/;
const httpUrl = z
  .url({ protocol: /^https?$/, abort: true, error: 'must be an http:// or https:// address' })
  .refine((address) => !userInfo.test(address), 'must not hold a user name or a password, which would be saved with it');

/** Services of AWS that we ask, by the name that requests are signed for. */
export const awsServiceNames = ['kinesisanalytics', 'monitoring', 'logs', 'cloudtrail', 'sts'] as const;
export type AwsServiceName = (typeof awsServiceNames)[number];

export const AssumedRole = z.object({
  arn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'the ARN of a role: arn:aws:iam::123456789012:role/NAME'),
  externalId: z.string().min(2).max(1224).nullable().default(null),
  /** Serial number or ARN of the MFA device whose code the role asks for. */
  mfaSerial: z.string().min(9).max(256).nullable().default(null),
});
export type AssumedRole = z.infer<typeof AssumedRole>;

/** One thing that can be watched. Credentials are never part of it: they come from the SDK's own chain. */
export const Connection = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('simulator'),
    id,
    name,
    /** Name of a scenario file of the simulator. */
    scenario: z.string().min(1),
    seed: z.int().min(0).max(LARGEST_SEED),
    /** Simulated seconds per real second, 1…1000. */
    speed: z.number().min(1).max(1000),
    /** How many applications; else as many as the scenario has. Of a simulator inside the app alone. */
    applications: z.int().min(1).max(MOST_APPLICATIONS).optional(),
    /** Operator mode: Streamgauge may write to the simulated account, after showing what. Absent: it only reads. */
    operator: z.boolean().optional(),
    /**
     * Control address of a simulator that already runs (`http://127.0.0.1:PORT/control/SECRET`); null starts one inside the app.
     * Its secret opens made-up data alone, and is stored with it.
     */
    address: httpUrl.nullable(),
  }),
  z.object({
    kind: z.literal('aws'),
    id,
    name,
    /** Profile of the shared AWS config files; null leaves it to the SDK's default chain. */
    profile: z.string().min(1).nullable(),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-west-1'),
    /** Overrides every service endpoint, for VPC endpoints and for programs that speak the same protocols. */
    endpoint: httpUrl.nullable(),
    /** Of one service, before `endpoint`. */
    endpoints: z.partialRecord(z.enum(awsServiceNames), httpUrl).optional(),
    /** Operator mode: Streamgauge may write to the account, after showing what. Absent: it only reads. */
    operator: z.boolean().optional(),
    /** A role that is assumed with the credentials of the profile. */
    role: AssumedRole.optional(),
  }),
  z.object({
    kind: z.literal('flink'),
    id,
    name,
    /** Address of the cluster's REST interface. */
    url: httpUrl,
  }),
]);
export type Connection = z.infer<typeof Connection>;
export type ConnectionKind = Connection['kind'];

/** Whether it is in operator mode: Streamgauge may write to its account. */
export const mayWrite = (connection: Connection): boolean => connection.kind !== 'flink' && connection.operator === true;

/** The clock of a connection: real time for AWS and Flink, simulated time for a simulator. */
export const ConnectionClock = z.object({
  /** Connection time when `real` was read. */
  now: zMillis,
  /** This machine's wall clock at that moment. */
  real: zMillis,
  speed: z.number(),
  paused: z.boolean(),
});
export type ConnectionClock = z.infer<typeof ConnectionClock>;

/** A configured connection and how it fares. */
export const ConnectionView = z.object({
  connection: Connection,
  watched: z.boolean(),
  state: z.enum(['off', 'connecting', 'live', 'degraded', 'down']),
  /** The newest failure, kept until the source answers again. */
  error: SourceError.nullable(),
  /** Real time of the last good answer. */
  lastGood: zMillis.nullable(),
  /** Real time of the next try. */
  nextTry: zMillis.nullable(),
  clock: ConnectionClock.nullable(),
  /** The connection waits for the user: a code of this MFA device, answered by `connections.answer`. */
  prompt: z.object({ kind: z.literal('mfa'), device: z.string() }).nullable(),
});
export type ConnectionView = z.infer<typeof ConnectionView>;
