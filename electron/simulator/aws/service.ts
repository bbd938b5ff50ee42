import type { Result } from '#shared/model/sourceError.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AwsError } from './awsError.ts';
import { readInput } from './input.ts';
import type { Reading, Shape } from './input.ts';
import type { RegionState } from './regionState.ts';

/** Who asks, as the request says. */
interface Caller {
  readonly accessKeyId: string;
  readonly userAgent: string;
  /** True where any key is let in. */
  readonly isAnyone: boolean;
}

/** What an operation may look at. */
export interface AwsContext {
  /** Where the request is signed for. */
  readonly region: SimulatedRegion;
  /** What the account has there beside its applications. */
  readonly state: RegionState;
  /** Simulated time; the world has been brought up to it. */
  readonly now: Millis;
  readonly caller: Caller;
  /** An address that opens a session of the application's dashboard. */
  presign(application: string, duration: Millis): string;
}

/** One operation of a service: input checked against its shape; the output is written by the protocol (`protocol/protocol.ts`). */
export interface Operation {
  readonly name: string;
  run(raw: unknown, context: AwsContext, reading: Reading): Result<object, AwsError>;
}

export interface Service {
  /** In front of the operation's name in X-Amz-Target; null for a service that does not speak AwsJson. */
  readonly target: string | null;
  /** In the scope of the credentials. */
  readonly signingName: string;
  readonly jsonVersion: '1.0' | '1.1';
  /** Present when the service speaks the Query protocol as well. */
  readonly query?: { readonly version: string; readonly namespace: string };
  /** True when it speaks Smithy RPC v2 CBOR as well, under the name of `target`. */
  readonly cbor?: boolean;
  /** What the service calls input that breaks its model's constraints. */
  readonly invalid: string;
  /** Codes of the Query protocol, for services that keep them beside the other protocols' names; else null. */
  readonly queryCodes: Readonly<Record<string, string>> | null;
  readonly operations: readonly Operation[];
}

/** Ties an operation to the shape of its input. */
export const operation = <I>(
  name: string,
  input: Shape<I>,
  run: (input: I, context: AwsContext) => Result<object, AwsError>,
): Operation => ({
  name,
  run(raw, context, reading) {
    const read = readInput(input, raw, reading);
    return read.ok ? run(read.value, context) : read;
  },
});

/** Timestamps of services that speak AwsJson alone: seconds since 1970. Others return a `Date`. */
export const epochSeconds = (at: Millis): number => at / 1000;
