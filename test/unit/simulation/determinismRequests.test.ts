import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STEP } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import type { Owned } from '#test/support/owner.ts';
import { anyWishes, wish } from '#test/support/ownersWishes.ts';

/** All that can be read. */
const everything = ({ world, application }: Owned): string =>
  JSON.stringify({
    application,
    metrics: world.home.metrics.list(null, null).map((series) => ({ ...series, points: series.read(millis(0), world.now) })),
    logs: world.home.logs(application.name, millis(0), world.now),
  });

it('the same requests at the same times give the same bytes, however time is cut into pieces and whatever is read in between', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), anyWishes, (seed, wishes) => {
      const [atOnce, inPieces] = [0, 1].map(() => owned('ticker-counts', { seed, history: millis(5 * MINUTE) }));
      if (atOnce === undefined || inPieces === undefined) throw new Error('There are two.');
      for (const each of wishes) {
        wish(atOnce, each);
        wish(inPieces, each);
        atOnce.world.advanceTo(millis(atOnce.world.now + each.steps * STEP));
        for (let i = 0; i < each.steps; i++) {
          JSON.stringify(inPieces.application.jobs.map(({ state, checkpoints }) => [state, checkpoints]));
          inPieces.world.advanceTo(millis(inPieces.world.now + STEP / 3));
          inPieces.world.advanceTo(millis(inPieces.world.now + STEP));
        }
      }
      expect(everything(inPieces)).toBe(everything(atOnce));
    }),
    { numRuns: 25 },
  );
});
