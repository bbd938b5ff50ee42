import type { ArgumentSpec } from '../arguments.ts';

/** The arguments that name a connection, the same for every command. */
export const connectionArguments = {
  connection: { kind: 'text' },
  scenario: { kind: 'text' },
  seed: { kind: 'integer', min: 0, max: 4_294_967_295 },
  speed: { kind: 'number', min: 1, max: 1000 },
  address: { kind: 'text' },
  profile: { kind: 'text' },
  region: { kind: 'text' },
  endpoint: { kind: 'text' },
  url: { kind: 'text' },
} as const satisfies Record<string, ArgumentSpec>;
