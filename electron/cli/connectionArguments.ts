import { LARGEST_SEED, MOST_APPLICATIONS } from '#shared/simulation/control.ts';
import type { ArgumentSpec } from '../arguments.ts';

/** The arguments that name a connection, the same for every command. */
export const connectionArguments = {
  connection: { kind: 'text' },
  scenario: { kind: 'text' },
  seed: { kind: 'integer', min: 0, max: LARGEST_SEED },
  speed: { kind: 'number', min: 1, max: 1000 },
  applications: { kind: 'integer', min: 1, max: MOST_APPLICATIONS },
  address: { kind: 'text' },
  profile: { kind: 'text' },
  region: { kind: 'text' },
  endpoint: { kind: 'text' },
  url: { kind: 'text' },
} as const satisfies Record<string, ArgumentSpec>;
