import { z } from './schema.ts';

/** A profile of the shared AWS config files: what it is, never its secrets. */
export const AwsProfile = z.object({
  name: z.string(),
  region: z.string().nullable(),
  /** How it comes to its credentials. */
  kind: z.enum(['keys', 'sso', 'role', 'process', 'web-identity', 'other']),
  /** The role that is assumed, and the device that is asked for a code. */
  role: z.string().nullable(),
  mfaSerial: z.string().nullable(),
  /** Where one signs in; null unless of kind `sso`. */
  signIn: z.string().nullable(),
});
export type AwsProfile = z.infer<typeof AwsProfile>;

/** What the two shared files hold. */
export const AwsProfiles = z.object({
  profiles: z.array(AwsProfile),
  /** Files that were looked at. */
  files: z.array(z.string()),
  /** A file that could not be read, a sentence each. */
  notices: z.array(z.string()),
});
export type AwsProfiles = z.infer<typeof AwsProfiles>;
