import type { Activity } from '#shared/model/activity.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AwsOptions } from './awsOptions.ts';

export type TrailEvent = NonNullable<Activity['trail']>[number];

/** AWS CloudTrail: who called what. LookupEvents allows two requests a second in an account and region. */
export interface Trail {
  /** Calls to the managed service since a moment, newest first, with the applications that they name. */
  events(
    from: Millis,
    to: Millis,
    signal: AbortSignal,
  ): Promise<Result<readonly (TrailEvent & { readonly applications: readonly string[] })[]>>;
  close(): void;
}

export function trail(options: AwsOptions): Trail {
  throw new Error(`not built: ${options.region}`);
}
