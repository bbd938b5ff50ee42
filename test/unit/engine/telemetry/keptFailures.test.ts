import { describe, expect, it } from 'vitest';
import type { FoundException } from '#electron/clients/flink/exceptionsAnswer.ts';
import type { RecordQuery } from '#electron/history/history.ts';
import { keptFailures, withTold } from '#electron/engine/telemetry/keptFailures.ts';
import { millis } from '#shared/units/units.ts';
import { at, listed, owner, ref, setup } from './recording.ts';

const thrown = (minute: number, change: Partial<FoundException> = {}): FoundException => ({
  at: at(minute),
  exception: 'a.B',
  stacktrace: 'a.B: no',
  task: 'Map (1/2) - execution #0',
  taskManager: 'tm-1',
  endpoint: 'host:1',
  concurrent: [],
  ...change,
});

describe('the failures that are kept', () => {
  it('are those up to a moment, of every job, newest first, with what failed at the same time', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const { concurrent: _, ...other } = thrown(2, { task: 'Sink (1/1)' });
    recorder.exceptions(ref, 'old', [thrown(1)]);
    recorder.exceptions(ref, 'new', [thrown(5), thrown(2, { concurrent: [other] })]);
    const kept = keptFailures(history, owner, at(3));
    expect(kept.failures.map(({ job, at: when }) => [job, when])).toEqual([
      ['new', at(2)],
      ['old', at(1)],
    ]);
    expect(kept.failures[0]?.concurrent).toEqual([other]);
    expect(kept).toMatchObject({ truncated: false, since: at(0) });
    expect(keptFailures(history, owner, at(5)).failures).toHaveLength(3);
  });

  it('can be from before more was kept of each', () => {
    const { history } = setup();
    const { endpoint: _, concurrent: __, ...before } = thrown(1);
    history.records.put({ ...owner, kind: 'exception', key: 'x', at: at(1), until: null, value: { job: 'old', ...before } });
    history.records.put({ ...owner, kind: 'exception', key: 'y', at: at(1), until: null, value: { what: 'else' } });
    const { failures, since } = keptFailures(history, owner, at(2));
    expect(failures).toEqual([{ job: 'old', ...before, endpoint: null, concurrent: [] }]);
    expect(since).toBeNull();
  });

  it('are bounded in number and in length', () => {
    const { history, recorder } = setup();
    const long = Array.from({ length: 260 }, (_, i) => thrown(i, { stacktrace: 'x'.repeat(20_000) }));
    recorder.exceptions(ref, 'job', long);
    const { failures, truncated } = keptFailures(history, owner, at(1_000));
    expect([failures.length, truncated]).toEqual([200, true]);
    expect(failures[0]?.at).toBe(at(259));
    expect(failures[0]?.stacktrace.length).toBe(16_000);
  });

  it('are bounded in all: of a wide job’s, what failed with them is cut, and the older ones are told in brief', () => {
    const { history, recorder } = setup();
    const { concurrent: _, ...other } = thrown(1, { stacktrace: 'y'.repeat(10_000) });
    const wide = Array.from({ length: 24 }, (_each, i) =>
      thrown(i, { stacktrace: 'x'.repeat(10_000), concurrent: Array.from({ length: 25 }, () => other) }),
    );
    recorder.exceptions(ref, 'job', wide);
    const kept = keptFailures(history, owner, at(100));
    for (const { failures } of [kept, withTold(kept, { job: 'job', found: wide, truncated: false })]) {
      expect(failures).toHaveLength(24);
      expect([failures[0]?.stacktrace.length, failures[0]?.concurrent.length]).toEqual([10_000, 20]);
      expect([failures[23]?.stacktrace.length, failures[23]?.concurrent.length]).toEqual([2_000, 0]);
      expect(JSON.stringify(failures).length).toBeLessThan(4_300_000);
    }
  });

  it('are since the connection was watched first, whatever is kept of it, and not before', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(5), listed('RUNNING'));
    expect(keptFailures(history, owner, at(4)).since).toBeNull();
    expect(keptFailures(history, owner, at(5)).since).toBe(at(5));
    const whole = {
      ...history.records,
      read: (query: RecordQuery) => {
        expect(query.limit).toBeDefined();
        return history.records.read(query);
      },
    };
    expect(keptFailures({ ...history, records: whole }, owner, at(5)).since).toBe(at(5));
  });

  it('and what Flink tells now are each told once, Flink’s own word for what both know', () => {
    const { history, recorder } = setup();
    recorder.exceptions(ref, 'old', [thrown(1)]);
    recorder.exceptions(ref, 'job', [thrown(2)]);
    const { concurrent: _, ...late } = thrown(2, { at: millis(at(2) + 40), task: 'Sink (1/1)' });
    const found = [thrown(3), thrown(2, { concurrent: [late] })];
    const { failures, truncated } = withTold(keptFailures(history, owner, at(2)), { job: 'job', found, truncated: false });
    expect(failures.map(({ job, at: when, concurrent }) => [job, when, concurrent.length])).toEqual([
      ['job', at(3), 0],
      ['job', at(2), 1],
      ['old', at(1), 0],
    ]);
    expect(truncated).toBe(false);
  });
});
