import { Connection } from '../model/connection.ts';
import { z } from '../model/schema.ts';

export const DEFAULT_CONNECTION: Connection = {
  kind: 'simulator',
  id: 'simulator',
  name: 'Simulator',
  scenario: 'demo',
  seed: 1,
  speed: 30,
  address: null,
};

/** How the app looks. */
export const Appearance = z.object({
  theme: z.enum(['auto', 'light', 'dark']).default('auto'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
});

/** Everything that is kept between runs. Every field has a default, so that a damaged file can be repaired field by field. */
export const Settings = z.object({
  appearance: Appearance.prefault({}),
  connections: z.array(Connection).default([DEFAULT_CONNECTION]),
  /** Ids of the connections that are watched. */
  watched: z.array(z.string()).default(['simulator']),
  /** What had to be repaired when the settings were read; shown once. */
  notices: z.array(z.string()).default([]),
});
export type Settings = z.infer<typeof Settings>;
