import type { AwsProfiles } from '#shared/model/profile.ts';

/** Reads the profiles of the shared AWS config files, where the environment says that they are; never their secrets. */
export function listProfiles(): Promise<AwsProfiles> {
  throw new Error('not built');
}
