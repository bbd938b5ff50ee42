import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedStatus } from '#electron/engine/alarms/alarmAccess.ts';
import type { Change } from '#electron/engine/alarms/board/evaluation.ts';
import { begun, figuresFrom, goOn } from '#electron/engine/alarms/board/evaluation.ts';
import { spanOf } from '#electron/engine/alarms/board/reach.ts';
import type { Standing } from '#electron/engine/alarms/board/standing.ts';
import { goneOn } from '#electron/engine/alarms/board/standing.ts';
import { standingMemory } from '#electron/engine/alarms/board/standingMemory.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { ReplayedRule } from '#shared/analysis/alarms/evaluation/replay.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const START = Date.UTC(2026, 9, 13, 12);
const at = (minute: number) => millis(START + minute * MINUTE);
const minuteOf = (moment: Millis) => Math.max(-99, (moment - START) / MINUTE);
const ref = { connection: 'prod', id: 'arn:orders' };
const shown = (list: readonly Standing[]) => list.map(({ from, kind, seen }) => [minuteOf(from), kind, minuteOf(seen)]);

function setup() {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const recorder = createRecorder(history);
  const memory = () => standingMemory(history, { connection: ref.connection, application: ref.id });
  let current = memory();
  return {
    listed: (minute: number, status: ApplicationStatus) => {
      const entry = { name: 'orders', arn: ref.id, status, version: 1, runtime: 'FLINK-1_20', mode: 'STREAMING' } as const;
      recorder.listed(ref, at(minute), entry);
      return shown(current.of({ status, asked: at(minute), answered: at(minute) }));
    },
    restart: () => {
      current = memory();
    },
  };
}

describe('how an application stood', () => {
  it('follows the states that were listed, and how long each was seen', () => {
    const { listed } = setup();
    for (const minute of [0, 1, 4]) listed(minute, 'RUNNING');
    listed(5, 'UPDATING');
    listed(7, 'UPDATING');
    listed(8, 'RUNNING');
    expect(listed(9, 'RUNNING')).toEqual([
      [-99, 'runs', 4],
      [5, 'changes', 7],
      [8, 'runs', 9],
    ]);
  });

  it('knows of what was before a restart of the app when it began, and of nothing after that', () => {
    const { listed, restart } = setup();
    listed(0, 'RUNNING');
    listed(9, 'RUNNING');
    listed(10, 'READY');
    listed(20, 'RUNNING');
    restart();
    expect(listed(40, 'READY')).toEqual([
      [-99, 'runs', -99],
      [10, 'stands', 10],
      [20, 'runs', 20],
      [40, 'stands', 40],
    ]);
  });
});

/** An alarm for silence, as that for an output that stops is one: four of six minutes. */
const silence: ReplayedRule = {
  comparison: 'LessThanThreshold',
  threshold: { basis: 'guide', value: 5 },
  period: MINUTE,
  evaluationPeriods: 6,
  datapointsToAlarm: 4,
  missing: 'breaching',
};

/** What is asked, and when it was so: at a moment between the question and the answer. */
type Poll =
  | { readonly kind: 'figures'; readonly minute: number }
  | { readonly kind: 'list'; readonly asked: number; readonly was: number; readonly answered: number };
const endOf = (poll: Poll): number => (poll.kind === 'figures' ? poll.minute : poll.answered);

/** Judges after each poll; what is told of a stretch takes the place of what was told of it before. All that was ever told is answered. */
function told(polls: readonly Poll[], runs: (minute: number) => boolean): { ever: Change[]; last: Change[] } {
  let standing: readonly Standing[] = [{ from: millis(0), to: millis(8e15), kind: 'runs', seen: at(0) }];
  let readTo: Millis | null = null;
  let evaluation = begun(at(0), 'OK');
  let changes: Change[] = [];
  const ever: Change[] = [];
  for (const poll of polls.toSorted((a, b) => endOf(a) - endOf(b))) {
    if (poll.kind === 'figures') readTo = at(Math.floor(poll.minute));
    else {
      const status: ApplicationStatus = runs(poll.was) ? 'RUNNING' : 'READY';
      const listed: ListedStatus = { status, asked: at(poll.asked), answered: at(poll.answered) };
      standing = goneOn(standing, listed);
    }
    const span = spanOf(standing, readTo, at(endOf(poll)));
    if (span === null) continue;
    const points = pointsTo(readTo ?? at(0), runs);
    const from = figuresFrom(evaluation, silence);
    const known = points.times.flatMap((time, i) => (time >= from ? [[time, points.values[i] ?? 0] as const] : []));
    const figures = { times: known.map(([time]) => time), values: known.map(([, value]) => value) };
    const judged = goOn(silence, figures, evaluation, { ...span, to: millis(Math.max(span.to, evaluation.to)) });
    changes = [...changes.filter((each) => each.at <= evaluation.settled.at), ...judged.changes];
    ({ evaluation } = judged);
    ever.push(...judged.changes);
  }
  return { ever, last: changes };
}

/** A good figure of each whole minute that it ran. */
function pointsTo(to: Millis, runs: (minute: number) => boolean): Points {
  const times: number[] = [];
  for (let minute = -20; at(minute + 1) <= to; minute += 1) if (runs(minute) && runs(minute + 0.999)) times.push(at(minute));
  return { times, values: times.map(() => 9) };
}
const list = (minute: number): Poll => ({ kind: 'list', asked: minute, was: minute, answered: minute });
const figures = (minute: number): Poll => ({ kind: 'figures', minute });

it('is not judged by figures of before it stood, which is not polled meanwhile, but up to now while it stands', () => {
  const runs = (minute: number): ListedStatus => ({ status: 'RUNNING', asked: at(minute), answered: at(minute) });
  const before = goneOn([], runs(0));
  expect(spanOf(before, null, at(1))).toBeNull();
  expect(spanOf(before, at(1), at(2))).toMatchObject({ to: at(1), readTo: at(1) });
  const stands = goneOn(before, { status: 'READY', asked: at(10), answered: at(10) });
  expect(spanOf(stands, at(9), at(60))).toMatchObject({ to: at(60), readTo: at(9) });
  const again = goneOn(stands, runs(60));
  expect(spanOf(again, at(9), at(61))).toBeNull();
  expect(spanOf(again, at(62), at(62))).toMatchObject({ to: at(62), readTo: at(62) });
});

describe('silence', () => {
  const stops = (minute: number) => minute < 5;

  it('waits for a list that was asked for after it: one that says that the application stopped is no alarm', () => {
    const { ever } = told([list(4), figures(40), list(40.5)], stops);
    expect(ever.map(({ to }) => to)).toEqual(['INSUFFICIENT_DATA']);
  });

  it('is judged by what was true when the list was asked for, however late it is answered', () => {
    const late: Poll = { kind: 'list', asked: 4, was: 4, answered: 40 };
    expect(told([late, figures(40.2), list(40.5)], stops).ever.map(({ to }) => to)).toEqual(['INSUFFICIENT_DATA']);
  });

  it('is no alarm when it runs again soon, though figures were read while it stood, and none since', () => {
    const runs = (minute: number) => minute < 5 || minute >= 42;
    const { ever } = told([list(4), figures(40), list(41), list(42), figures(43), list(44), figures(60), list(60)], runs);
    expect(ever.map(({ to }) => to)).not.toContain('ALARM');
    expect(ever.at(-1)?.to).toBe('OK');
  });

  it('is an alarm when it is silent and runs, as soon as a list says so', () => {
    const mute = (minute: number) => minute < 5;
    const running = (minute: number): Poll => ({ kind: 'list', asked: minute, was: 0, answered: minute });
    const polls = [running(4), figures(20)];
    expect(told(polls, mute).ever).toEqual([]);
    expect(told([...polls, running(21)], mute).last).toEqual([{ at: at(11), to: 'ALARM', because: 'figures' }]);
  });

  it('stays an alarm that was told when the application is stopped after it', () => {
    const mute = (minute: number) => minute < 5;
    const polls: Poll[] = [figures(12), { kind: 'list', asked: 12, was: 0, answered: 12 }, figures(14), list(14)];
    expect(told(polls, mute).last.map(({ to }) => to)).toEqual(['ALARM', 'INSUFFICIENT_DATA']);
  });

  it('of an application that was stopped for a while is never an alarm, whatever comes in whatever order', () => {
    const minute = fc.double({ min: 0, max: 90, noNaN: true });
    const poll = fc.oneof(
      minute.map(figures),
      fc.tuple(minute, minute, minute).map((moments): Poll => {
        const [asked = 0, was = 0, answered = 0] = moments.toSorted((a, b) => a - b);
        return { kind: 'list', asked, was, answered };
      }),
    );
    const scene = fc.record({
      polls: fc.array(poll, { maxLength: 40 }),
      stop: fc.double({ min: 1, max: 60, noNaN: true }),
      stood: fc.double({ min: 1, max: 25, noNaN: true }),
      seen: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    });
    fc.assert(
      fc.property(scene, ({ polls, stop, stood, seen }) => {
        const runs = (moment: number) => moment < stop || moment >= stop + stood;
        // One list sees it stand; without any it was silent for whoever watches.
        const during = list(stop + stood * seen);
        // One list is asked after the other.
        const inTurn = polls.filter(
          (each) => each.kind === 'figures' || each.answered < endOf(during) || each.asked > endOf(during),
        );
        const { ever } = told([...inTurn, during], runs);
        expect(ever.map(({ to }) => to)).not.toContain('ALARM');
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);
});
