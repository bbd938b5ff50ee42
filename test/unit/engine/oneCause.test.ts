import { expect, it } from 'vitest';
import { oneCause } from '#electron/engine/simulator/oneCause.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';

const fleet = { kind: 'fleet', connection: 'simulator' } as const;
const job = { kind: 'job', ref: { connection: 'simulator', id: 'arn' } } as const;
const gone: SourceError = { kind: 'unreachable', source: 'Simulator', message: 'It does not answer.', remedy: 'Start it again.' };
const refused: SourceError = { kind: 'unreachable', source: 'CloudWatch', message: 'ECONNREFUSED', remedy: 'r' };
const denied: SourceError = { kind: 'access-denied', source: 'CloudWatch', message: 'm', remedy: 'r' };

it('tells one cause while what everything goes through is gone, of what is old and of what there never was', () => {
  const store = snapshotStore(() => undefined);
  let cause: SourceError | null = null;
  const view = oneCause(store, () => cause);
  view.report(fleet, ok([applicationSummary('orders')]), millis(1));
  view.report(fleet, failed(refused), millis(2));
  expect(store.get(fleet)).toMatchObject({ state: 'stale', error: refused });

  cause = gone;
  view.report(fleet, failed(refused), millis(3));
  expect(store.get(fleet)).toMatchObject({ state: 'stale', at: 1, error: gone });
  view.put(job, { state: 'failed', error: refused });
  expect(store.get(job)).toEqual({ state: 'failed', error: gone });
  // What is refused in words was reached.
  view.report(job, failed(denied), millis(4));
  expect(store.get(job)).toEqual({ state: 'failed', error: denied });

  cause = null;
  view.report(fleet, failed(refused), millis(5));
  expect(store.get(fleet)).toMatchObject({ state: 'stale', error: refused });
  view.report(fleet, ok([]), millis(6));
  expect(store.get(fleet)).toEqual({ state: 'live', value: [], at: 6 });
});
