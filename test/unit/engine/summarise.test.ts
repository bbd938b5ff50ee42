import { describe, expect, it } from 'vitest';
import { summarise } from '#electron/engine/aws/summarise.ts';
import type { ApplicationFigures } from '#electron/engine/aws/fleetMetrics.ts';
import type { Point } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';

const now = millis(1_000 * MINUTE);
/** One value a minute, the last one of the minute that is just over: `5 5 - 7`, where - is a gap. */
const series = (text: string): Point[] => {
  const values = text.split(' ');
  return values.map((value, i) => [millis(now - (values.length - i) * MINUTE), value === '-' ? null : Number(value)]);
};

const figures = (text: string): ApplicationFigures =>
  new Map([
    ['numRecordsInPerSecond', series(text)],
    ['millisBehindLatest', series(text)],
  ]);

const row = (text: string, status: 'RUNNING' | 'READY' | 'UPDATING' = 'RUNNING', job: Snapshot<Job> = WAITING) =>
  summarise(
    {
      connection: { id: 'prod', name: 'Production', region: 'eu-west-1' },
      listed: { arn: 'arn', name: 'orders', version: 1, status, runtime: 'FLINK-1_20', mode: 'STREAMING' },
      described: null,
      figures: figures(text),
      job,
    },
    now,
  );

describe('the figures of now in a row of the fleet', () => {
  it('are the newest, while the last two minutes have not come yet', () => {
    expect(row('7 7 7 - -')).toMatchObject({ recordsIn: { current: 7 }, lag: { kind: 'time', behind: 7 } });
  });

  it('are not those from before an outage', () => {
    expect(row('7 7 7 - - -')).toMatchObject({ recordsIn: { current: null }, lag: null });
  });

  it('are none of an application that does not run, whose hour stays', () => {
    for (const status of ['READY', 'UPDATING'] as const) {
      const { recordsIn, lag } = row('7 7 7', status);
      expect({ current: recordsIn.current, lag }, status).toEqual({ current: null, lag: null });
      expect(recordsIn.points).toHaveLength(3);
    }
  });

  it('are not those of the job before', () => {
    const started = (minutes: number): Snapshot<Job> => ({
      state: 'live',
      value: { ...jobOf('source -> sink'), started: millis(now - minutes * MINUTE) },
      at: now,
    });
    expect(row('7 7 7', 'RUNNING', started(0.5))).toMatchObject({ recordsIn: { current: null }, lag: null });
    expect(row('7 7 7', 'RUNNING', started(1.5))).toMatchObject({ recordsIn: { current: 7 }, lag: { behind: 7 } });
  });
});
