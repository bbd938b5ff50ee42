import { afterEach, expect, it } from 'vitest';
import { unwellStretches } from '#electron/engine/alarms/unwell.ts';
import type { Recorder } from '#electron/engine/telemetry/recorder.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const ref = { connection: 'prod', id: 'arn:orders' };
const START = Date.UTC(2026, 9, 20);
const minute = (n: number) => millis(START + n * MINUTE);

let open: History | null = null;
afterEach(() => open?.close());

/** What is told of an application each minute from 0 on, until nobody watches any more. */
function watched(until: number, told: (at: number, recorder: Recorder) => void) {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  open = history;
  const recorder = createRecorder(history);
  const listed = (status: ApplicationStatus, version: number) => ({
    name: 'orders',
    arn: ref.id,
    status,
    version,
    runtime: 'FLINK-1_20',
    mode: 'STREAMING' as const,
  });
  for (let at = 0; at <= until; at += 1) {
    recorder.listed(ref, minute(at), listed('RUNNING', at < 100 ? 1 : 2));
    told(at, recorder);
  }
  history.flush();
  return (from = 0, to = 24 * 60) =>
    unwellStretches(history, ref, minute(from), minute(to)).map((each) => [
      Math.round((each.from - START) / MINUTE),
      Math.round((each.to - START) / MINUTE),
    ]);
}
const sickWithin =
  (...stretches: readonly (readonly [number, number])[]) =>
  (at: number, recorder: Recorder) =>
    recorder.health(
      ref,
      minute(at),
      stretches.some(([from, to]) => at >= from && at < to),
    );

it('tells when an application was unwell, as one stretch whatever else changed meanwhile', () => {
  expect(watched(300, sickWithin([90, 130], [200, 240]))()).toEqual([
    [90, 130],
    [200, 240],
  ]);
});

it('leaves out what lasted for less than some minutes', () => {
  expect(watched(300, sickWithin([50, 53], [200, 240]))()).toEqual([[200, 240]]);
});

it('tells of the range alone, from a state that began before it on', () => {
  const of = watched(300, sickWithin([20, 240]));
  expect(of(60, 120)).toEqual([[60, 120]]);
  expect(of(240, 300)).toEqual([]);
});

it('says of what watching began with that nobody saw it begin', () => {
  watched(300, sickWithin([1, 60], [200, 240]));
  const of = (from: number) =>
    unwellStretches(open!, ref, minute(from), minute(300)).map(({ beganUnseen }) => beganUnseen ?? false);
  expect(of(-600)).toEqual([true, false]);
  expect(of(210)).toEqual([true]);
});

it('does not go on after nobody watched any more', () => {
  expect(watched(120, sickWithin([100, 1000]))()).toEqual([[100, 120]]);
  expect(watched(120, sickWithin([100, 1000]))(0, (3 * HOUR) / MINUTE)).toEqual([[100, 120]]);
});

it('knows nothing where nothing is kept', () => {
  expect(watched(-1, () => undefined)()).toEqual([]);
});
