import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe } from '#shared/analysis/notices/observe.ts';
import { ALREADY, BURST } from '#shared/analysis/notices/quiet.ts';
import type { LookedAt, NoticeState } from '#shared/analysis/notices/state.ts';
import { NOTHING } from '#shared/analysis/notices/state.ts';
import type { Trouble } from '#shared/analysis/notices/troubles.ts';
import { refKey } from '#shared/model/application.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const START = 1_700_000_000_000;
const ref = (id: string) => ({ connection: 'acme', id });

/** An alarm of a cause, which fired at this minute. */
const alarm = (cause: string, since: number | null = null, severity: Trouble['severity'] = 'warning'): Trouble => ({
  cause,
  severity,
  title: `${cause} ${severity}`,
  text: '',
  since: since === null ? null : millis(START + since * MINUTE),
  snoozed: null,
  settled: true,
});
const health = (cause: string, severity: Trouble['severity'] = 'warning'): Trouble => ({
  ...alarm(cause, null, severity),
  settled: false,
});

const DOWN = alarm('down', null, 'critical');

interface Step {
  /** Minute of the connection's time. */
  readonly at: number;
  /** Of real time; as the connection's unless told otherwise. */
  readonly real?: number;
  readonly troubles: readonly Trouble[];
  readonly quiet?: string | null;
}

/** Looks at one application that was well for an hour, step by step. */
function play(
  steps: readonly Step[],
  before: readonly Step[] = [
    { at: -60, troubles: [] },
    { at: -30, troubles: [] },
  ],
): NoticeState {
  return [...before, ...steps].reduce<NoticeState>(
    (state, { at, real = at, troubles, quiet = null }) =>
      observe(
        state,
        {
          connection: 'acme',
          connectionName: 'Acme',
          now: millis(START + at * MINUTE),
          at: millis(START + real * MINUTE),
          applications: [{ ref: ref('orders'), name: 'orders', known: true, troubles }],
        },
        () => quiet,
      ),
    NOTHING,
  );
}

/** `down critical told 2, over at 7`, newest first. */
const words = ({ notices }: NoticeState): readonly string[] =>
  notices.map(({ cause, severity, told, until, quiet }) =>
    [
      `${cause} ${severity} told ${told}`,
      ...(until === null ? [] : [`over at ${(until - START) / MINUTE}`]),
      ...(quiet === null ? [] : [quiet]),
    ].join(', '),
  );

const minutes = (from: number, to: number, troubles: readonly Trouble[], more: Partial<Step> = {}): Step[] =>
  Array.from({ length: to - from }, (_, i) => ({ at: from + i, troubles, ...more }));

describe('a notice', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    ['is opened at once for an alarm', minutes(0, 1, [alarm('cpu', 0)]), ['cpu warning told 1']],
    ['is opened once, however long it lasts', minutes(0, 60, [alarm('cpu', 0)]), ['cpu warning told 1']],
    [
      'is one for several causes each',
      minutes(0, 9, [alarm('cpu', 0), alarm('memory', 0)]),
      ['cpu warning told 1', 'memory warning told 1'],
    ],
    ['waits for what health alone says', minutes(0, 3, [health('health')]), []],
    ['is opened when health says so for some minutes', minutes(0, 4, [health('health')]), ['health warning told 1']],
    ['waits less for what is critical', minutes(0, 2, [health('health', 'critical')]), ['health critical told 1']],
    [
      'does not count minutes before a break',
      [...minutes(0, 2, [health('health')]), ...minutes(2, 3, []), ...minutes(3, 6, [health('health')])],
      [],
    ],
    [
      'is told again when it becomes worse',
      [...minutes(0, 5, [alarm('memory', 0)]), ...minutes(5, 9, [alarm('memory', 0, 'critical')])],
      ['memory critical told 2'],
    ],
    [
      'is not told again when it becomes better and worse again',
      [
        ...minutes(0, 2, [alarm('memory', 0, 'critical')]),
        ...minutes(2, 4, [alarm('memory', 0)]),
        ...minutes(4, 6, [alarm('memory', 0, 'critical')]),
      ],
      ['memory critical told 1'],
    ],
    [
      'is over after some minutes of quiet',
      [...minutes(0, 3, [alarm('cpu', 0)]), ...minutes(3, 9, [])],
      ['cpu warning told 1, over at 3'],
    ],
    ['is not over before', [...minutes(0, 3, [alarm('cpu', 0)]), ...minutes(3, 7, [])], ['cpu warning told 1']],
    [
      'is the same when it returns soon',
      [...minutes(0, 3, [alarm('cpu', 0)]), ...minutes(3, 12, []), ...minutes(12, 14, [alarm('cpu', 12)])],
      ['cpu warning told 1'],
    ],
    [
      'is a new one when it returns later',
      [...minutes(0, 3, [alarm('cpu', 0)]), ...minutes(3, 14, []), ...minutes(14, 15, [alarm('cpu', 14)])],
      ['cpu warning told 1', 'cpu warning told 1, over at 3'],
    ],
    [
      'is told worse when it returns worse',
      [...minutes(0, 3, [alarm('cpu', 0)]), ...minutes(3, 10, []), ...minutes(10, 11, [alarm('cpu', 10, 'critical')])],
      ['cpu critical told 2'],
    ],
    [
      'is not opened for a lag while down',
      minutes(0, 9, [DOWN, alarm('throughput', 2), health('health')]),
      ['down critical told 1'],
    ],
    [
      'is not opened for a lag just after',
      [...minutes(0, 9, [DOWN]), ...minutes(9, 18, [alarm('throughput', 9)])],
      ['down critical told 1, over at 9'],
    ],
    [
      'is opened for a lag that stays',
      [...minutes(0, 9, [DOWN]), ...minutes(9, 20, [alarm('throughput', 9)])],
      ['throughput warning told 1', 'down critical told 1, over at 9'],
    ],
    [
      'does not become worse while down',
      [...minutes(0, 3, [alarm('throughput', 0)]), ...minutes(3, 6, [DOWN, alarm('throughput', 0, 'critical')])],
      ['down critical told 1', 'throughput warning told 1'],
    ],
    [
      'is one for what one bottleneck does, whichever is seen first',
      [
        ...minutes(0, 5, [alarm('cpu', 0)]),
        ...minutes(5, 9, [alarm('cpu', 0), alarm('throughput', 5), alarm('slow-checkpoints', 6)]),
      ],
      ['cpu warning told 1'],
    ],
    [
      'is told again when a symptom makes it worse, and lasts as long as one of them',
      [...minutes(0, 5, [alarm('cpu', 0)]), ...minutes(5, 20, [alarm('throughput', 5, 'critical')])],
      ['cpu critical told 2'],
    ],
    [
      'is another one for a symptom that begins much later',
      [...minutes(0, 60, [alarm('cpu', 0)]), ...minutes(60, 62, [alarm('cpu', 0), alarm('throughput', 60)])],
      ['throughput warning told 1', 'cpu warning told 1'],
    ],
    ['is in the list only while quiet', minutes(0, 5, [alarm('cpu', 0)], { quiet: 'muted' }), ['cpu warning told 0, muted']],
    [
      'is told when the quiet ends and it still lasts',
      [...minutes(0, 5, [alarm('cpu', 0)], { quiet: 'muted' }), ...minutes(5, 8, [alarm('cpu', 0)])],
      ['cpu warning told 1'],
    ],
    [
      'is not told afterwards when it is over by then',
      [...minutes(0, 5, [alarm('cpu', 0)], { quiet: 'muted' }), ...minutes(5, 20, [])],
      ['cpu warning told 0, over at 5, muted'],
    ],
  ])('%s', (_, steps, expected) => {
    expect(words(play(steps))).toEqual(expected);
  });

  it('says since when it is, and is unread again when it is told again', () => {
    const state = play(minutes(4, 5, [alarm('memory', 2)]));
    expect(state.notices[0]).toMatchObject({ since: START + 2 * MINUTE, at: START + 4 * MINUTE, read: false });
    const read = { ...state, notices: state.notices.map((notice) => ({ ...notice, read: true })) };
    const look = (severity: Trouble['severity'], at: number) =>
      observe(
        read,
        {
          connection: 'acme',
          connectionName: 'Acme',
          now: millis(START + at * MINUTE),
          at: millis(START + at * MINUTE),
          applications: [{ ref: ref('orders'), name: 'orders', known: true, troubles: [alarm('memory', 2, severity)] }],
        },
        () => null,
      ).notices[0]?.read;
    expect(look('warning', 6)).toBe(true);
    expect(look('critical', 6)).toBe(false);
  });
});

describe('what was so at the start', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    ['is in the list, and not told', minutes(0, 9, [alarm('cpu', -5)]), [`cpu warning told 0, ${ALREADY}`]],
    [
      'even when its alarm is known only later',
      [...minutes(0, 2, []), ...minutes(2, 9, [alarm('cpu', -5)])],
      [`cpu warning told 0, ${ALREADY}`],
    ],
    [
      'even when health finds it bit by bit',
      [{ at: 0, troubles: [] }, ...minutes(1, 9, [health('health')])],
      [`health warning told 0, ${ALREADY}`],
    ],
    [
      'is told when it becomes worse',
      [...minutes(0, 3, [alarm('memory', -5)]), ...minutes(3, 4, [alarm('memory', -5, 'critical')])],
      ['memory critical told 1'],
    ],
    ['is told when it begins later', [...minutes(0, 9, []), ...minutes(9, 14, [health('health')])], ['health warning told 1']],
  ])('%s', (_, steps, expected) => {
    expect(words(play(steps, []))).toEqual(expected);
  });

  it('goes on after a restart with what is kept, and is not told again', () => {
    const { notices } = play(minutes(0, 3, [alarm('cpu', 0)]));
    const look = (state: NoticeState, at: number, troubles: readonly Trouble[]) =>
      observe(
        state,
        {
          connection: 'acme',
          connectionName: 'Acme',
          now: millis(START + at * MINUTE),
          at: millis(START + at * MINUTE),
          applications: [{ ref: ref('orders'), name: 'orders', known: true, troubles }],
        },
        () => null,
      );
    const again = look({ ...NOTHING, notices }, 30, [alarm('cpu', 0)]);
    expect(words(again)).toEqual(['cpu warning told 1']);
    const over = [31, 33, 37].reduce((state, at) => look(state, at, []), again);
    expect(words(over)).toEqual(['cpu warning told 1, over at 31']);
  });
});

describe('a clock that is moved', () => {
  it.each<[string, number, number]>([
    ['ahead', 600, 3],
    ['back', -500, 3],
  ])('%s begins anew: nobody is told of what is there then', (_, to, real) => {
    const before = minutes(0, 3, [alarm('cpu', 0)]);
    const state = play([...before, { at: to, real, troubles: [alarm('cpu', to - 3), alarm('memory', to - 2)] }]);
    expect(words(state)).toEqual([
      `memory warning told 0, ${ALREADY}`,
      `cpu warning told 0, ${ALREADY}`,
      'cpu warning told 1, over at 2',
    ]);
  });

  it('is none that stood still with the machine', () => {
    expect(words(play([...minutes(0, 3, []), { at: 600, troubles: [alarm('cpu', 300)] }]))).toEqual(['cpu warning told 1']);
  });
});

it('tells of few within a minute, and of none afterwards', () => {
  const applications = (troubles: readonly Trouble[]): LookedAt[] =>
    Array.from({ length: 12 }, (_, i) => ({ ref: ref(`app-${i}`), name: `app-${i}`, known: true, troubles }));
  const look = (state: NoticeState, at: number, troubles: readonly Trouble[]) =>
    observe(
      state,
      {
        connection: 'acme',
        connectionName: 'Acme',
        now: millis(START + at * MINUTE),
        at: millis(START + at * MINUTE),
        applications: applications(troubles),
      },
      () => null,
    );
  let state = look(look(NOTHING, -60, []), -30, []);
  for (const at of [0, 1, 2, 3]) state = look(state, at, [DOWN]);
  expect(state.notices.filter(({ told }) => told === 1)).toHaveLength(5);
  expect(state.notices.filter(({ quiet }) => quiet === BURST)).toHaveLength(7);
});

describe('whatever happens', () => {
  const trouble = fc.record({
    cause: fc.constantFrom('down', 'throughput', 'memory', 'health'),
    severity: fc.constantFrom<Trouble['severity']>('critical', 'warning'),
    settled: fc.boolean(),
  });
  const step = fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(-400, 400)),
    real: fc.integer({ min: 0, max: 12 }),
    troubles: fc.uniqueArray(trouble, { selector: ({ cause }) => cause, maxLength: 4 }),
    quiet: fc.constantFrom(null, null, null, 'muted'),
  });

  it('no cause has two open notices, and only a new, a worse or an unmuted one is told', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state: NoticeState = NOTHING;
        let [now, at] = [START, START];
        for (const { after, real, troubles, quiet } of steps) {
          [now, at] = [now + after * MINUTE, at + real * MINUTE];
          const before = new Map(state.notices.map((notice) => [notice.id, notice]));
          state = observe(
            state,
            {
              connection: 'acme',
              connectionName: 'Acme',
              now: millis(now),
              at: millis(at),
              applications: [
                {
                  ref: ref('orders'),
                  name: 'orders',
                  known: true,
                  troubles: troubles.map((each) => ({ ...alarm(each.cause), ...each })),
                },
              ],
            },
            () => quiet,
          );
          const open = state.notices.filter(({ until }) => until === null).map((each) => `${refKey(each.ref)} ${each.cause}`);
          expect(new Set(open).size).toBe(open.length);
          for (const notice of state.notices) {
            const was = before.get(notice.id);
            if (was === undefined || was.since !== notice.since) continue;
            expect(notice.told - was.told).toBeLessThanOrEqual(1);
            if (notice.told > was.told) {
              const isWorse = was.severity === 'warning' && notice.severity === 'critical';
              expect(isWorse || was.quiet !== null).toBe(true);
              expect(notice.quiet).toBeNull();
            }
          }
          expect(new Set(state.notices.map(({ id }) => id)).size).toBe(state.notices.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
