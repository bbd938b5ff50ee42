import { expect, it } from 'vitest';
import { unusualKeeper } from '#electron/engine/insight/checkpoints/keepUnusual.ts';
import { checkpointOf } from '#test/e2e/checkpointsScript.ts';
import { MINUTE } from '#shared/units/units.ts';
import { jobOf } from '../../analysis/jobOf.ts';
import { fakeClock } from '../fakeClock.ts';
import { ref, setup } from '../telemetry/recording.ts';

it('tells of a bug while it reads, and goes on', async () => {
  const clock = fakeClock();
  const log: string[] = [];
  const broken = {
    open: () => Promise.reject(new Error('a bug')),
    drop: () => undefined,
  };
  const plain = jobOf('source -> sink');
  const history = [{ ...checkpointOf(7, 0), status: 'FAILED' as const }];
  const job = { ...plain, checkpoints: { ...plain.checkpoints, history } };
  const context = { ...setup(), clock, log: (line: string) => void log.push(line) };
  const keeper = unusualKeeper(broken, context, new AbortController().signal);
  keeper.look(ref, job);
  await keeper.close();
  expect(log).toEqual([expect.stringContaining('a bug')]);
  clock.jump(MINUTE);
  keeper.look(ref, job);
  await keeper.close();
  expect(log).toHaveLength(2);
});
