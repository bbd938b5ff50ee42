import { isDeepStrictEqual } from 'node:util';
import { vi } from 'vitest';

/** What a server says itself and what we make of it, about one moment: read between two answers of the server that are equal. */
export async function sameMoment<Raw, Ours>(raw: () => Promise<Raw>, ours: () => Promise<Ours>): Promise<readonly [Raw, Ours]> {
  return vi.waitFor(
    async () => {
      const before = await raw();
      const made = await ours();
      if (!isDeepStrictEqual(await raw(), before)) throw new Error('The server never says the same twice.');
      return [before, made] as const;
    },
    { timeout: 30_000, interval: 50 },
  );
}
