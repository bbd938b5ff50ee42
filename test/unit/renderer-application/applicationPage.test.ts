import { describe, expect, it } from 'vitest';
import { chartsOf, emptyChartText } from '#renderer/features/application/chartsOf.ts';
import { durationScale } from '#renderer/features/checkpoints/durationScale.ts';
import { jobNote } from '#renderer/features/jobGraph/jobNote.ts';
import type { ApplicationDetail, ApplicationStatus } from '#shared/model/application.ts';
import type { Checkpoint } from '#shared/model/job.ts';
import { jobStates } from '#shared/model/job.ts';
import type { Series } from '#shared/model/series.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';

const series = (metric: string, of = '', unit: Series['unit'] = 'Ratio'): Series => ({
  metric,
  of,
  statistic: 'Maximum',
  unit,
  period: MINUTE,
  points: [[millis(0), 1]],
});

const managed = { origin: 'managed', mode: 'STREAMING' } as const;
const noJob = { interval: null, vertices: [] };

describe('charts of an application', () => {
  it('begin with what keeps up, what limits and what is at risk, in that order', () => {
    const all = ['uptime', 'lastCheckpointDuration', 'cpuUtilization', 'records_lag_max', 'numRecordsInPerSecond'];
    const { key, more } = chartsOf(all.map((metric) => series(metric)), managed, noJob); // prettier-ignore
    expect(key.map(({ title }) => title)).toEqual(['Records', 'Kafka lag', 'CPU', 'Checkpoint duration']);
    expect(more.map(({ title }) => title)).toContain('Uptime');
  });

  it('keep an empty place for what a managed application should have, and none for a cluster', () => {
    expect(chartsOf([], managed, noJob).key.map(({ id }) => id)).toEqual(['records', 'cpu', 'checkpointDuration']);
    expect(chartsOf([], { origin: 'cluster', mode: 'STREAMING' }, noJob)).toEqual({ key: [], more: [] });
  });

  it('leave out what a notebook cannot have, though the service is asked for it', () => {
    const empty: Series = { ...series('lastCheckpointSize', '', 'Bytes'), points: [[millis(0), null]] };
    expect(chartsOf([empty], { origin: 'managed', mode: 'INTERACTIVE' }, noJob)).toEqual({ key: [], more: [] });
    expect(chartsOf([empty], managed, noJob).more.map(({ id }) => id)).toContain('checkpointSize');
  });

  it('never lose a metric that no chart is planned for', () => {
    const { more } = chartsOf([series('FilteredRecords', '', 'Count')], managed, noJob);
    expect(more.at(-1)).toMatchObject({ title: 'FilteredRecords', unit: 'Count' });
  });

  it('give tasks their vertex’ name back, and leave the underscores of a stream alone', () => {
    const both = [series('busyTimeMsPerSecond', 'Source:_a_b'), series('millisBehindLatest', 'my_stream', 'Millis')];
    const { key, more } = chartsOf(both, managed, { interval: null, vertices: ['Source: a b'] });
    const names = [...key, ...more].flatMap(({ lines }) => lines.map(({ name }) => name));
    expect(names).toEqual(['my_stream', 'Source: a b']);
  });

  it('name a chain of operators as the graph does', () => {
    const busy = series('busyTimeMsPerSecond', 'Source:_orders_->_Parse');
    const { more } = chartsOf([busy], managed, { interval: null, vertices: ['Source: orders -> Parse'] });
    const names = more.flatMap(({ lines }) => lines.map(({ name }) => name));
    expect(names).toEqual(['Source: orders → Parse']);
  });

  it('compare checkpoints with their interval', () => {
    const { key } = chartsOf([series('lastCheckpointDuration', '', 'Millis')], managed, { interval: MINUTE, vertices: [] });
    expect(key.at(-1)?.reference).toEqual({ label: 'Interval', value: MINUTE });
  });

  it('put lines of different units on axes of their own', () => {
    const { more } = chartsOf([series('heapMemoryUtilization'), series('managedMemoryUtilization', '', 'Bytes')], managed, noJob);
    expect(more.filter(({ title }) => title === 'Memory').map(({ unit }) => unit)).toEqual(['Ratio', 'Bytes']);
  });

  it('say at which metrics level there is nothing', () => {
    const detail = (origin: 'managed' | 'cluster', status: ApplicationStatus = 'RUNNING'): ApplicationDetail => {
      const configuration = [{ id: 'm', title: 'Monitoring', entries: [{ label: 'Metrics level', value: 'APPLICATION' }] }];
      return { summary: { origin, status }, configuration } as unknown as ApplicationDetail;
    };
    expect(emptyChartText(detail('managed'))).toBe(
      'CloudWatch has no data for this metric at the metrics level APPLICATION in this time.',
    );
    expect(emptyChartText(detail('cluster'))).toContain('Flink');
    expect(emptyChartText(detail('managed', 'READY'))).toBe('The application is READY: nothing reports this metric.');
  });
});

describe('bars of checkpoints', () => {
  const history = (...seconds: readonly (number | null)[]) =>
    seconds.map((each) => ({ duration: each === null ? null : millis(each * SECOND) }) as Checkpoint);

  it('are drawn against the interval, and one that took hours does not hide the others', () => {
    expect(durationScale({ interval: MINUTE, history: history(5, null) })).toBe(MINUTE);
    expect(durationScale({ interval: MINUTE, history: history(5, 90) })).toBe(90 * SECOND);
    expect(durationScale({ interval: MINUTE, history: history(5, 7200) })).toBe(2 * MINUTE);
    expect(durationScale({ interval: null, history: history(5, 9) })).toBe(9 * SECOND);
    expect(durationScale({ interval: null, history: [] })).toBeGreaterThan(0);
  });
});

it('every state of a job but RUNNING says what its figures are worth', () => {
  for (const state of jobStates) expect(jobNote(state) === null, state).toBe(state === 'RUNNING');
});
