import type { EventPayload, Host } from '#shared/contract/contract.ts';
import { HostError } from './hostError.ts';

/** Electron prefixes what the other side threw. */
const PREFIX = /^Error invoking remote method '[^']*': (\w*Error: )?/;

/** The contract over what the preload exposes. */
export const overIpc = (bridge: Host): Host => ({
  async call(name, input) {
    try {
      return await bridge.call(name, input);
    } catch (thrown) {
      throw new HostError((thrown instanceof Error ? thrown.message : String(thrown)).replace(PREFIX, ''));
    }
  },
  on(name, tell) {
    const off = bridge.on(name, tell);
    // Main tells how the engine fares when it changes and when a page makes its first call; this makes the page make it.
    if (name === 'engine') queueMicrotask(() => tell({ state: 'up', generation: 0 } satisfies EventPayload<'engine'> as never));
    return off;
  },
});
