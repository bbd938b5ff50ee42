import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '#shared/units/units.ts';
import { systemClock } from '#electron/clock.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { createStreamgauge } from './runStreamgauge.ts';
import type { Streamgauge } from './runStreamgauge.ts';

// A process each time, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let program: Streamgauge;
let simulator: TestSimulator;
beforeAll(async () => {
  program = await createStreamgauge();
  simulator = await startTestSimulator({ scenario: 'slow-sink', historyHours: 3, clock: systemClock, speed: 30 });
});
afterAll(async () => {
  await program.close();
  await simulator.close();
});
const metrics = (...argv: string[]) =>
  program.run('metrics', '--address', simulator.addresses.control, '--app', 'orders-enrichment', ...argv);

interface Answer {
  readonly application: string;
  readonly from: string;
  readonly to: string;
  readonly series: readonly {
    readonly metric: string;
    readonly level: string;
    readonly statistic: string;
    readonly unit: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly expected: number;
    readonly present: number;
    readonly latest: readonly [string, number] | null;
    readonly points: readonly (readonly [string, number | null])[];
  }[];
}

describe('streamgauge metrics', () => {
  it('tells the figures of what is asked as JSON, at the times that are asked', async () => {
    const asked = ['--metric', 'numRecordsInPerSecond,cpuUtilization', '--metric', 'uptime', '--minutes', '30', '--json'];
    const { code, out, complaints } = await metrics(...asked, '--level', 'application');
    expect(complaints).toBe('');
    expect(code).toBe(0);
    const { application, from, to, series } = JSON.parse(out) as Answer;
    expect(application).toBe('orders-enrichment');
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * MINUTE);
    expect(new Set(series.map(({ metric }) => metric))).toEqual(new Set(['numRecordsInPerSecond', 'cpuUtilization', 'uptime']));
    for (const { level, points, present, latest } of series) {
      expect(level).toBe('APPLICATION');
      expect(present).toBeGreaterThan(25);
      expect(points.every(([at]) => Date.parse(at) >= Date.parse(from) - MINUTE && Date.parse(at) <= Date.parse(to))).toBe(true);
      expect(latest?.[1]).toBeGreaterThan(0);
    }
    const cpu = series.find(({ metric }) => metric === 'cpuUtilization');
    expect(cpu).toMatchObject({ unit: 'Ratio', statistic: 'Maximum' });
    for (const [, value] of cpu?.points ?? []) expect(value ?? 0).toBeLessThanOrEqual(1);
  });

  it('lists which series there are, and their figures by another statistic as CSV', async () => {
    const list = await metrics('--list', '--level', 'APPLICATION');
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/^METRIC +LEVEL +STATISTIC +UNIT +CUSTOM +DIMENSIONS\n/);
    expect(list.out).toMatch(/\nnumRecordsIn +APPLICATION +Sum +/);

    const { code, out } = await metrics('--metric', 'cpuUtilization', '--statistic', 'minimum', '--period', '300', '--csv');
    expect(code).toBe(0);
    const [titles, ...rows] = out.trimEnd().split('\r\n');
    expect(titles).toBe('time,namespace,metric,level,dimensions,statistic,unit,value');
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(rows.length).toBeLessThanOrEqual(14);
    for (const row of rows)
      expect(row).toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d[05]:00\.000Z,AWS\/KinesisAnalytics,cpuUtilization,.*,Minimum,Ratio,(0\.\d+|)$/,
      );
  });

  it('is a table with lines of bars otherwise', async () => {
    const { code, out } = await metrics('--metric', 'lastCheckpointDuration', '--minutes', '120');
    expect(code).toBe(0);
    const [titles, row, ...rest] = out.trimEnd().split('\n');
    expect(titles).toMatch(/^METRIC +OF +STATISTIC +LATEST +LOWEST +HIGHEST +POINTS +TREND$/);
    expect(row).toMatch(/^lastCheckpointDuration +Maximum +\d+ s +\d+ m?s +\d+ s +\d+\/\d+ +[▁-█ ]+$/);
    expect(row).toContain('█');
    expect(rest).toEqual([]);
  });

  it.each([
    [['--metric', 'nope'], '--metric: there is no nope of this application; --list shows what there is.'],
    [['--metric', 'uptime', '--dimension', 'Task=x'], '--dimension: no series has Task=x; --list shows what there is.'],
  ])('refuses %o, which leaves nothing, with 2', async (argv, sentence) => {
    expect(await metrics(...argv)).toEqual({ code: 2, out: '', complaints: `${sentence}\n` });
  });

  it.each([
    [['--level', 'X'], '--level: there is no X; there are APPLICATION, TASK, OPERATOR, PARALLELISM, OTHER.'],
    [
      ['--statistic', 'X'],
      '--statistic: there is no X; there are Average, Minimum, Maximum, Sum, SampleCount, p50, p90, p99, Gauge.',
    ],
    [['--from', 'noon'], '--from: must be a time such as 2026-11-24T12:00:00Z, not "noon".'],
    [['--dimension', 'Task'], '--dimension: must be a name and a value, such as Task=Sink, not "Task".'],
    [['--json', '--csv'], '--csv: does not go with --json.'],
    [['--metric'], '--metric: a value is missing.'],
  ])('refuses %o before anything is asked', async (argv, sentence) => {
    expect(await metrics(...argv)).toEqual({ code: 2, out: '', complaints: `${sentence}\n` });
  });
});
