import { describe, expect, it } from 'vitest';
import { health } from '#shared/analysis/health.ts';
import type { HealthFacts } from '#shared/analysis/healthFacts.ts';
import type { Point } from '#shared/model/application.ts';
import { applicationStatuses } from '#shared/model/application.ts';
import { jobStates } from '#shared/model/job.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { recordedJob } from '../clients/recordedJob.ts';
import { jobOf } from './jobOf.ts';

const now = millis(1_000 * MINUTE);
/** One value a minute up to now, going from the first to the last in even steps. */
const line = (from: number, to: number, minutes = 30): Point[] =>
  Array.from({ length: minutes }, (_, i) => [millis(now - (minutes - 1 - i) * MINUTE), from + ((to - from) * i) / (minutes - 1)]);
const flat = (value: number) => line(value, value);

/** A healthy application, changed. */
const facts = (changes: Partial<HealthFacts>): HealthFacts => ({
  now,
  status: 'RUNNING',
  jobState: 'RUNNING',
  lag: { kind: 'time', behind: millis(0) },
  lagPoints: flat(0),
  recordsIn: flat(1000),
  cpu: flat(0.4),
  heap: flat(0.5),
  downtime: flat(0),
  restarts: flat(2),
  failedCheckpoints: flat(0),
  checkpointInterval: MINUTE,
  lastCheckpoint: millis(now - 40 * SECOND),
  lastCheckpointDuration: millis(900),
  job: jobOf('source[busy=0.3] -> sink[busy=0.2]'),
  jobAt: now,
  ...changes,
});
const nothing: Partial<HealthFacts> = {
  lag: null,
  lagPoints: [],
  recordsIn: [],
  cpu: [],
  heap: [],
  downtime: [],
  restarts: [],
  failedCheckpoints: [],
  lastCheckpoint: null,
  lastCheckpointDuration: null,
  job: null,
  jobAt: null,
  jobState: null,
};

describe('health', () => {
  it('is ok, without reasons, when every figure is', () => {
    expect(health(facts({}))).toEqual({ level: 'ok', reasons: [] });
  });

  it('is unknown without evidence, never ok', () => {
    expect(health(facts(nothing))).toEqual({ level: 'unknown', reasons: ['No recent figures say how it fares.'] });
  });

  it('is unknown when the newest figures are old', () => {
    const old = line(0.4, 0.4).map(([at, value]): Point => [millis(at - 20 * MINUTE), value]);
    expect(health(facts({ ...nothing, cpu: old })).level).toBe('unknown');
  });

  it('is inactive for an application that nobody started, whatever its old figures say', () => {
    expect(health(facts({ status: 'READY', jobState: null, cpu: flat(0.99) }))).toEqual({
      level: 'inactive',
      reasons: ['Not started.'],
    });
  });

  it('says a word for every status and every state of a job', () => {
    for (const status of applicationStatuses) {
      const { level, reasons } = health(facts({ status }));
      expect(reasons.length > 0, status).toBe(status !== 'RUNNING');
      expect(level === 'ok', status).toBe(status === 'RUNNING');
    }
    for (const jobState of jobStates) {
      const { level, reasons } = health(facts({ status: null, jobState }));
      expect(reasons.length > 0, jobState).toBe(jobState !== 'RUNNING');
      expect(level === 'ok', jobState).toBe(jobState === 'RUNNING');
    }
  });

  it('is critical while the job is down, with how long', () => {
    expect(health(facts({ job: null, jobState: null, downtime: line(0, 180_000) }))).toEqual({
      level: 'critical',
      reasons: ['The job has been down for 3 min.'],
    });
    expect(health(facts({ jobState: 'RESTARTING', job: null, downtime: line(0, 180_000) })).reasons).toContain(
      'The job has been down for 3 min.',
    );
  });

  it('does not call a job down that runs again: it was', () => {
    const outage: Point[] = [
      [millis(now - 5 * MINUTE), 0],
      [millis(now - 4 * MINUTE), 45_000],
    ];
    expect(health(facts({ downtime: outage }))).toEqual({
      level: 'warning',
      reasons: ['The job was down until about 4 min ago.'],
    });
    expect(health(facts({ downtime: [...outage, [millis(now - 3 * MINUTE), 0]] })).level).toBe('ok');
  });

  it('tells a lag that drains after a restart as catching up', () => {
    const values = [600, 600, 600, null, null, 900_000, 700_000, 300_000, 70_000];
    const lagPoints = values.map((value, i): Point => [millis(now - (values.length - 1 - i) * MINUTE), value]);
    expect(health(facts({ lag: { kind: 'time', behind: millis(70_000) }, lagPoints }))).toEqual({
      level: 'warning',
      reasons: ['Behind by 1 min 10 s, catching up.'],
    });
  });

  it('tells a single restart from one after the other', () => {
    const once = [...line(2, 2, 25), ...line(3, 3, 5)];
    expect(health(facts({ restarts: once }))).toEqual({ level: 'warning', reasons: ['Restarted once in 10 min.'] });
    const often = [...line(2, 2, 25), ...line(5, 5, 5)];
    expect(health(facts({ restarts: often }))).toEqual({ level: 'critical', reasons: ['Restarted 3 times in 10 min.'] });
  });

  it('does not count restarts from before the watched minutes', () => {
    expect(health(facts({ restarts: line(99, 99, 8) })).level).toBe('ok');
  });

  it('puts the state of a restarting job before its figures', () => {
    const { level, reasons } = health(facts({ status: null, jobState: 'RESTARTING', restarts: line(0, 29) }));
    expect(level).toBe('critical');
    expect(reasons[0]).toBe('The job is restarting after a failure.');
    expect(reasons[1]).toMatch(/^Restarted \d+ times in 10 min\.$/);
  });

  describe('lag', () => {
    const behind = (from: number, to: number) =>
      health(facts({ lag: { kind: 'time', behind: millis(to * MINUTE) }, lagPoints: line(from * MINUTE, to * MINUTE) }));
    it('is critical when long and growing', () => {
      expect(behind(0, 12)).toEqual({ level: 'critical', reasons: ['Behind by 12 min and growing.'] });
    });
    it('is a warning while it is still short', () => {
      expect(behind(0, 3)).toEqual({ level: 'warning', reasons: ['Behind by 3 min and growing.'] });
    });
    it('is a warning, however long, while it is being caught up', () => {
      expect(behind(60, 20)).toEqual({ level: 'warning', reasons: ['Behind by 20 min, catching up.'] });
    });
    it('is how a source reads when it is below a minute', () => expect(behind(0, 0.5).level).toBe('ok'));
    it('is not judged when the service has not reported it', () => {
      expect(health(facts({ lag: null, lagPoints: [] })).level).toBe('ok');
    });

    const records = (from: number, to: number) =>
      health(facts({ lag: { kind: 'records', behind: to }, lagPoints: line(from, to) }));
    it('of records says how many, in one partition, and whether they grow', () => {
      expect(records(0, 40_000)).toEqual({
        level: 'warning',
        reasons: ['Behind by 40k records in one partition and growing.'],
      });
      expect(records(100_000, 2_500_000).level).toBe('critical');
      expect(records(60_000, 30_000).level).toBe('ok');
    });
  });

  describe('checkpoints', () => {
    it('that take most of their interval are a warning with both figures', () => {
      expect(health(facts({ lastCheckpointDuration: millis(50 * SECOND) }))).toEqual({
        level: 'warning',
        reasons: ['The last checkpoint took 50 s of a 1 min interval.'],
      });
    });
    it('that do not complete become critical', () => {
      const since = (minutes: number) =>
        health(facts({ lastCheckpoint: millis(now - minutes * MINUTE), lastCheckpointDuration: millis(0) }));
      expect(since(2).level).toBe('ok');
      expect(since(5)).toEqual({ level: 'warning', reasons: ['No checkpoint completed for 5 min (interval 1 min).'] });
      expect(since(32)).toEqual({ level: 'critical', reasons: ['No checkpoint completed for 32 min (interval 1 min).'] });
    });
    it('are not missed because the job was read a while ago', () => {
      const [read, triggered] = [millis(now - 4 * MINUTE), millis(now - 5 * MINUTE)];
      expect(health(facts({ jobAt: read, lastCheckpoint: triggered, lastCheckpointDuration: millis(0) })).level).toBe('ok');
    });
    it('that never completed count from the start of the job', () => {
      const { level } = health(facts({ lastCheckpoint: null, lastCheckpointDuration: null }));
      expect(level).toBe('critical');
    });
    it('that are switched off are not missed', () => {
      const job = jobOf('source[busy=0.3] -> sink[busy=0.2]');
      const off = { ...job, checkpoints: { ...job.checkpoints, enabled: false, interval: null } };
      expect(
        health(facts({ job: off, checkpointInterval: null, lastCheckpoint: null, lastCheckpointDuration: null })).level,
      ).toBe('ok');
    });
    it('that failed are counted', () => {
      const failed = [...line(4, 4, 25), ...line(6, 6, 5)];
      expect(health(facts({ failedCheckpoints: failed })).reasons).toEqual(['2 checkpoints failed in 10 min.']);
    });
  });

  it('names the bottleneck with its figures', () => {
    const { level, reasons } = health(facts({ job: recordedJob('1.20/backpressured') }));
    expect(level).toBe('warning');
    expect(reasons[0]).toContain('Slow lookup is the bottleneck: 100 % busy');
  });

  it('warns of CPU and heap at the guide’s figures, not of a spike', () => {
    expect(health(facts({ cpu: flat(0.93) })).reasons).toEqual(['CPU at 93 % over 5 min.']);
    expect(health(facts({ heap: flat(0.95) })).reasons).toEqual(['Heap at 95 % over 5 min.']);
    expect(health(facts({ cpu: [...line(0.3, 0.3, 29), [now, 1]] })).level).toBe('ok');
  });

  it('notices that an application has stopped to read', () => {
    const stopped: Point[] = line(1000, 1000, 30).map(([at, value]) => [at, at > now - 15 * MINUTE ? 0 : value]);
    expect(health(facts({ recordsIn: stopped })).reasons).toEqual(['Has read nothing for 14 min.']);
    expect(health(facts({ recordsIn: flat(0) })).level).toBe('ok');
  });

  it('tells the critical reasons first', () => {
    const { level, reasons } = health(
      facts({ cpu: flat(0.9), lag: { kind: 'time', behind: millis(20 * MINUTE) }, lagPoints: line(0, 20 * MINUTE) }),
    );
    expect(level).toBe('critical');
    expect(reasons).toEqual(['Behind by 20 min and growing.', 'CPU at 90 % over 5 min.']);
  });
});
