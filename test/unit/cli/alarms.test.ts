import { describe, expect, it } from 'vitest';
import { askAlarms, coverageCode } from '#electron/cli/alarms.ts';
import { alarmsJson, alarmsTables } from '#electron/cli/alarmsOutput.ts';
import { exportAlarms } from '#electron/cli/alarmsExport.ts';
import type { Session } from '#electron/cli/session.ts';
import type { AlarmCell, AlarmRow } from '#shared/model/alarms/status.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { fakeClock } from '../engine/fakeClock.ts';

const cell = (over: Partial<AlarmCell> = {}): AlarmCell => ({
  alarm: 'cpu-high',
  coverage: 'covered',
  reason: null,
  matched: ['cpu'],
  faults: [],
  state: 'OK',
  stateSince: null,
  own: 'OK',
  ownSince: null,
  threshold: 80,
  basis: 'guide',
  snoozed: null,
  ...over,
});
const row = (name: string, first: Partial<AlarmCell> = {}): AlarmRow => ({
  ref: { connection: 'aws', id: `arn:${name}` },
  name,
  region: 'eu-west-1',
  cells: recommendedAlarmIds.map((alarm, i) => cell({ alarm, ...(i === 0 ? first : {}) })),
  others: 0,
});
const live = (...value: AlarmRow[]): Snapshot<AlarmRow[]> => ({ state: 'live', value, at: millis(1) });
const lost: SourceError = { kind: 'unreachable', source: 'CloudWatch', message: 'No answer.', remedy: 'Check the network.' };
const never = new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A session whose alarms are what the test says, and the question that is being answered. */
function ask(first: Snapshot<AlarmRow[]>, app?: string) {
  const clock = fakeClock();
  let shown = first;
  let tell: (all: readonly Snapshot<AlarmRow[]>[]) => boolean = () => false;
  const session = {
    clock,
    async follow(following: { tell: typeof tell; patience: number | null; signal: AbortSignal }) {
      const enough = new AbortController();
      tell = (all) => {
        const isEnough = following.tell(all);
        if (isEnough) enough.abort();
        return isEnough;
      };
      tell([shown]);
      await clock.sleep(millis(following.patience ?? 1e12), AbortSignal.any([enough.signal, following.signal]));
      return [shown];
    },
  } as unknown as Session;
  let answer: Awaited<ReturnType<typeof askAlarms>> | null = null;
  void askAlarms(session, { connections: ['aws'], app, minutes: 0, signal: never }).then((each) => (answer = each));
  return {
    clock,
    show(next: Snapshot<AlarmRow[]>) {
      shown = next;
      tell([next]);
    },
    async answer() {
      await turn();
      return answer;
    },
  };
}

describe('asking for the alarms', () => {
  it('answers at once when everything is known', async () => {
    const asked = ask(live(row('orders')));
    expect(await asked.answer()).toEqual({ ok: true, value: { rows: [row('orders')], unclear: [] } });
  });

  it('waits for thresholds as long as some come, and gives up when none comes any more', async () => {
    const asked = ask(live(row('orders', { threshold: null, own: null, coverage: 'missing' }), row('clicks', { own: null })));
    await asked.clock.advance(14 * SECOND);
    expect(await asked.answer()).toBeNull();
    asked.show(live(row('orders', { threshold: null, own: null, coverage: 'missing' }), row('clicks')));
    await asked.clock.advance(14 * SECOND);
    expect(await asked.answer()).toBeNull();
    await asked.clock.advance(2 * SECOND);
    expect(await asked.answer()).toMatchObject({ ok: true, value: { unclear: [] } });
  });

  it('goes on for as long as a large fleet learns', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `app-${i}`);
    const learnt = (count: number) => live(...names.map((name, i) => row(name, i < count ? {} : { threshold: null, own: null })));
    const asked = ask(learnt(0));
    for (let count = 1; count < names.length; count += 1) {
      await asked.clock.advance(12 * SECOND);
      asked.show(learnt(count));
    }
    expect(await asked.answer()).toBeNull();
    asked.show(learnt(names.length));
    expect(await asked.answer()).toMatchObject({ ok: true });
  });

  it('waits longer for lists of series, and says what is not known in the end', async () => {
    const asked = ask(live(row('orders', { coverage: 'unknown', reason: 'Not listed yet.' })));
    await asked.clock.advance(70 * SECOND);
    expect(await asked.answer()).toBeNull();
    await asked.clock.advance(10 * SECOND);
    expect(await asked.answer()).toMatchObject({ value: { unclear: ['orders: Not listed yet.'] } });
  });

  it('does not wait for an alarm that does not apply, and names a source that does not answer', async () => {
    const asked = ask(live(row('orders', { coverage: 'not-applicable', threshold: null, own: null })));
    expect(await asked.answer()).toMatchObject({ ok: true });
    const failed = ask({ state: 'failed', error: lost });
    expect(await failed.answer()).toEqual({ ok: true, value: { rows: [], unclear: ['No answer. Check the network.'] } });
    const silent = ask({ state: 'waiting' });
    await silent.clock.advance(181 * SECOND);
    expect(await silent.answer()).toMatchObject({
      value: { unclear: [expect.stringMatching(/^No answer came in time: the applications were still being listed/)] },
    });
  });

  it('answers of one application alone, by its name or its ARN', async () => {
    for (const app of ['clicks', 'arn:clicks']) {
      const asked = ask(live(row('orders'), row('clicks')), app);
      expect(await asked.answer()).toMatchObject({ value: { rows: [{ name: 'clicks' }] } });
    }
    const asked = ask(live(row('orders')), 'nope');
    expect(await asked.answer()).toEqual({ ok: false, error: '--app: there is no application "nope".' });
  });
});

it.each([
  [{}, [], 0],
  [{ coverage: 'missing' }, [], 1],
  [{ coverage: 'wrong' }, ['unclear'], 1],
  [{ coverage: 'unknown' }, ['unclear'], 2],
  [{ coverage: 'not-applicable' }, [], 0],
] as const)('coverage %o with %o unclear ends with %i', (over, unclear, code) => {
  expect(coverageCode({ rows: [row('orders', over)], unclear })).toBe(code);
});

describe('what is printed', () => {
  it('is a table for each application, with what is wrong, without what would steer the terminal', () => {
    const wrong = row('orders\u001b[2J', { coverage: 'wrong', faults: ['statistic', 'period'], threshold: 0 });
    const [head, , first] = alarmsTables([wrong]).split('\n');
    expect(head).toBe('orders [2J (eu-west-1): 12 covered, 1 wrong');
    expect(first).toMatch(/^downtime +wrong +OK +OK +0 ms +guide +cpu: another statistic, unsuitable period$/);
  });

  it('says of an alarm without a threshold why it has none', () => {
    const of = (over: Partial<AlarmCell>) => alarmsTables([row('orders', over)]).split('\n')[2];
    expect(of({ coverage: 'missing', matched: [], threshold: null, basis: null, own: null })).toMatch(
      /– +– +no threshold yet: not enough normal figures to learn it from$/,
    );
    expect(of({ coverage: 'not-applicable', reason: 'No stream.', threshold: null, basis: null })).toMatch(/– +– +No stream\.$/);
  });

  it('is JSON whose times are ISO 8601, and that is complete only when every alarm that applies is covered', () => {
    const since = millis(Date.UTC(2026, 10, 24, 12));
    const document = JSON.parse(
      alarmsJson([row('orders', { stateSince: since, snoozed: { reason: 'known', until: since } })]),
    ) as {
      complete: boolean;
      applications: { alarms: unknown[] }[];
    };
    expect(document.complete).toBe(true);
    expect(document.applications[0]?.alarms[0]).toMatchObject({
      stateSince: '2026-11-24T12:00:00.000Z',
      snoozed: { until: '2026-11-24T12:00:00.000Z' },
      unit: 'Milliseconds',
    });
    expect(JSON.parse(alarmsJson([row('orders', { coverage: 'missing' })]))).toMatchObject({ complete: false });
  });
});

describe('exporting', () => {
  const wanted = { format: 'cfn', which: 'missing', dashboard: false, out: undefined } as const;
  const run = async (files: readonly { name: string; text: string }[], first: Partial<AlarmCell> = {}) => {
    const printed: string[] = [];
    const complaints: string[] = [];
    const session = { call: async () => ({ ok: true, value: { files, alarms: files.length, left: [] } }) } as unknown as Session;
    const code = await exportAlarms(session, [row('orders', first)], wanted, {
      say: (text) => void printed.push(text),
      complain: (line) => void complaints.push(line),
      stopped: never,
    });
    return { code, printed, complaints };
  };

  it('prints one file, and asks for a folder for several', async () => {
    expect(await run([{ name: 'a.yaml', text: 'A' }])).toEqual({ code: 0, printed: ['A'], complaints: [] });
    const several = await run(['a', 'b'].map((name) => ({ name, text: name })));
    expect(several).toEqual({ code: 2, printed: [], complaints: ['--out: name a folder: these are 2 files, a, b.'] });
  });

  it('has nothing to write when nothing is missing, and cannot tell when what is missing has no threshold yet', async () => {
    expect((await run([])).code).toBe(0);
    expect((await run([], { coverage: 'missing', threshold: null })).code).toBe(2);
  });
});
