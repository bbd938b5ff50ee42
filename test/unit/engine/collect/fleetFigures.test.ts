import { describe, expect, it } from 'vitest';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { CloudWatch, MetricQuery, RawPoint } from '#electron/clients/aws/cloudWatch.ts';
import { fleetFigures } from '#electron/engine/aws/collect/fleetFigures.ts';
import type { Parts } from '#electron/engine/aws/collect/collector.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { fakeClock } from '../fakeClock.ts';

const lost: SourceError = { kind: 'timeout', source: 'CloudWatch', message: 'm', remedy: 'r' };
const arn = 'arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders';
const listed = { name: 'orders', arn, status: 'RUNNING', version: 1, runtime: 'FLINK-1_20', mode: 'STREAMING' } as const;
const named = (name: string) => ({ ...listed, name, arn: `${arn}-${name}` });
const start = Math.ceil(1_700_000_000_000 / HOUR) * HOUR;

interface Asked {
  readonly from: number;
  readonly to: number;
}

/** A service that has a value of every minute that is `late` minutes old, and a connection that reads it. */
function setup(history = openHistory({ file: null, mode: 'write', log: () => undefined })) {
  const clock = fakeClock(start);
  const asked: Asked[] = [];
  const service = { failing: false, late: 0, value: (at: number): number => at / MINUTE };
  const read: CloudWatch['read'] = async (queries: readonly MetricQuery[], { from, to }) => {
    asked.push({ from: (from - start) / MINUTE, to: (to - start) / MINUTE });
    if (service.failing) return failed(lost);
    const points: RawPoint[] = [];
    for (let at = from; at < to; at = millis(at + MINUTE))
      if (at + service.late * MINUTE < clock.now()) points.push([at, service.value(at)]);
    return ok(queries.map(({ metric }) => (metric === 'numRecordsInPerSecond' ? points : [])));
  };
  const parts = {
    connection: { id: 'prod', name: 'Production', region: 'eu-west-1' },
    services: { metrics: { read } } as unknown as AwsServices,
    time: realTime(clock),
    context: { recorder: createRecorder(history), history } as unknown as Parts['context'],
  };
  const figures = fleetFigures(parts);
  const { signal } = new AbortController();
  const poll = async (...names: string[]) => {
    const answer = await figures.read([listed, ...names.map(named)], [], signal);
    return answer.ok ? (answer.value.get('orders')?.get('numRecordsInPerSecond') ?? []) : answer.error.kind;
  };
  const kept = (): number => {
    history.flush();
    const [series] = history.samples.list({ connection: 'prod', application: arn });
    return series === undefined ? 0 : history.samples.read(series, millis(0), clock.now(), 'raw').length;
  };
  return { clock, asked, service, poll, kept, history };
}

const known = (points: readonly (readonly [Millis, number | null])[] | string): number =>
  typeof points === 'string' ? -1 : points.filter(([, value]) => value !== null).length;

describe('the figures of a fleet', () => {
  it('are an hour at first, then what may have come since', async () => {
    const { clock, asked, poll, kept } = setup();
    expect(known(await poll())).toBe(60);
    await clock.advance(MINUTE);
    expect(known(await poll())).toBe(60);
    expect(asked).toEqual([
      { from: -60, to: 0 },
      { from: -15, to: 1 },
    ]);
    expect(kept()).toBe(61);
  });

  it('miss no minute after an outage of up to three hours', async () => {
    const { clock, asked, service, poll, kept } = setup();
    await poll();
    service.failing = true;
    await clock.advance(30 * MINUTE);
    expect(await poll()).toBe('timeout');
    await clock.advance(70 * MINUTE);
    service.failing = false;
    expect(known(await poll())).toBe(60);
    expect(asked.at(-1)).toEqual({ from: -15, to: 100 });
    expect(kept()).toBe(160);
    await clock.advance(10 * HOUR);
    await poll();
    expect(asked.at(-1)).toEqual({ from: 700 - 180, to: 700 });
  });

  it('take in points that come late, and those that are corrected', async () => {
    const { clock, service, poll, kept } = setup();
    service.late = 5;
    expect(known(await poll())).toBe(55);
    service.late = 0;
    await clock.advance(MINUTE);
    expect(known(await poll())).toBe(60);
    service.value = () => 7;
    await clock.advance(MINUTE);
    const points = await poll();
    if (typeof points === 'string') throw new Error(points);
    expect(points.filter(([, value]) => value === 7)).toHaveLength(16);
    expect(kept()).toBe(62);
  });

  it('are not replaced by what is no number', async () => {
    const { clock, service, poll } = setup();
    await poll();
    service.value = () => NaN;
    await clock.advance(MINUTE);
    expect(known(await poll())).toBe(59);
  });

  it('begin where the app left off when it is started again', async () => {
    const first = setup();
    await first.poll();
    first.history.flush();
    const second = setup(first.history);
    await second.clock.advance(2 * HOUR);
    await second.poll();
    expect(second.asked).toEqual([{ from: -16, to: 120 }]);
    expect(second.kept()).toBe(180);
  });

  it('of a new application are of the whole hour', async () => {
    const { clock, asked, poll } = setup();
    await poll();
    await clock.advance(MINUTE);
    await poll('clicks');
    expect(asked.at(-1)).toEqual({ from: -59, to: 1 });
    await clock.advance(MINUTE);
    await poll('clicks');
    expect(asked.at(-1)).toEqual({ from: -14, to: 2 });
  });
});
