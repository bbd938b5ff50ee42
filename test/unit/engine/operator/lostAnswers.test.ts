import { describe, expect, it } from 'vitest';
import type { AlarmAccess, AlarmWriter } from '#electron/engine/alarms/alarmAccess.ts';
import { applyAlarms } from '#electron/engine/alarms/applyAlarms.ts';
import { planUndo } from '#electron/engine/alarms/planUndo.ts';
import { undoAlarms } from '#electron/engine/alarms/undoAlarms.ts';
import { auditLog } from '#electron/engine/operator/auditLog.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import type { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { AlarmWrite } from '#shared/model/alarms/plan.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { millis } from '#shared/units/units.ts';
import { subject } from '#test/unit/analysis/alarms/coverageParts.ts';
import { START, setup } from '#test/support/histories.ts';

const late: SourceError = { kind: 'timeout', source: 'CloudWatch', message: 'CloudWatch did not answer in time.', remedy: '' };
const { signal } = new AbortController();
const ORDERS = 'arn:aws:kinesisanalytics:eu-west-1:111111111111:application/orders';
const request: MetricAlarmRequest = { AlarmName: 'a', MetricName: 'cpuUtilization', Threshold: 80, EvaluationPeriods: 3 };
const write: AlarmWrite = {
  ref: { connection: 'prod', id: ORDERS },
  application: 'orders',
  alarm: 'cpu-high',
  region: 'eu-west-1',
  name: 'a',
  action: 'create',
  request,
  before: null,
  differences: [],
};

/** An account whose answers can be lost, of writes or of everything from the next write on. */
function account(of = '111111111111') {
  const alarms = new Map<string, MetricAlarmRequest>();
  let losing: 'nothing' | 'writes' | 'all' = 'nothing';
  let arrives = true;
  let silent = false;
  const answer = () => {
    silent = losing === 'all';
    return losing === 'nothing' ? ok(null) : failed(late);
  };
  const writer: AlarmWriter = {
    // The service writes out what is not said.
    describe: async (names) =>
      silent
        ? failed(late)
        : ok(
            new Map(
              names.flatMap((name) => {
                const found = alarms.get(name);
                return found === undefined
                  ? []
                  : [
                      [
                        name,
                        {
                          ...found,
                          AlarmArn: `arn:aws:cloudwatch:eu-west-1:${of}:alarm:${name}`,
                          OKActions: [],
                          TreatMissingData: 'missing',
                        },
                      ],
                    ];
              }),
            ),
          ),
    put: async (asked) => {
      if (arrives) alarms.set(asked.AlarmName, asked);
      return answer();
    },
    remove: async (names) => {
      if (arrives) for (const name of names) alarms.delete(name);
      return answer();
    },
    reread: () => undefined,
  };
  const listed: AlarmSubject = { ...subject, ref: { connection: 'prod', id: ORDERS.replace('111111111111', of) } };
  const access: AlarmAccess = { subjects: () => [listed], statuses: () => new Map(), writer: () => writer };
  return {
    alarms,
    access,
    lose(what: typeof losing, comes = true) {
      [losing, arrives, silent] = [what, comes, false];
    },
  };
}

function scene() {
  const { history } = setup();
  const store = snapshotStore(() => undefined);
  const audit = auditLog({ history, store, clock: { now: () => millis(START) }, now: () => millis(START) });
  const topic = { kind: 'audit', connection: 'prod' } as const;
  audit.attend([topic]);
  const far = account();
  const parts = { audit, access: far.access, refusal: () => null };
  return {
    far,
    lines: () => (valueOf(store.get(topic)) ?? []).map(({ what, error }) => `${what} ${error?.kind ?? 'done'}`),
    ended: () => (valueOf(store.get(topic)) ?? []).map(({ outcome }) => outcome),
    apply: () => applyAlarms(parts, [write], signal),
    preview: (id: string | null, access = far.access) => planUndo(access, audit.undoable('prod', id ?? ''), signal),
    undo: (id: string | null, access = far.access) => undoAlarms({ ...parts, access }, audit.undoable('prod', id ?? ''), signal),
  };
}

const ABOUT = 'the alarm “a” (CPU nearly exhausted) of orders in eu-west-1.';

it('a write whose answer was lost is looked up: it was done', async () => {
  const { far, lines, apply, undo } = scene();
  far.lose('writes');
  const done = await apply();
  expect(done).toMatchObject({ outcomes: [{ error: null }] });
  expect(lines()).toEqual([`Created ${ABOUT} done`]);
  far.lose('nothing');
  expect(await undo(done.undo)).toMatchObject([{ error: null }]);
  expect(far.alarms.size).toBe(0);
});

it('a write that did not arrive is told as what is not known, and undoing it does nothing', async () => {
  const { far, lines, ended, apply, undo } = scene();
  far.lose('writes', false);
  const done = await apply();
  expect(done).toMatchObject({ outcomes: [{ error: late }] });
  expect(lines()).toEqual([`May have created ${ABOUT} timeout`]);
  expect(ended()).toEqual(['unknown']);
  far.lose('nothing');
  expect(await undo(done.undo)).toMatchObject([{ error: null }]);
  expect(lines()).toHaveLength(1);
});

it('a write of which nothing was heard any more can be taken back', async () => {
  const { far, lines, apply, undo } = scene();
  far.lose('all');
  const done = await apply();
  expect(done.outcomes).toMatchObject([{ error: late }]);
  expect(far.alarms.size).toBe(1);
  far.lose('nothing');
  expect(await undo(done.undo)).toMatchObject([{ error: null }]);
  expect(far.alarms.size).toBe(0);
  expect(lines()).toEqual(['Deleted the alarm “a” of orders in eu-west-1 again. done', `May have created ${ABOUT} timeout`]);
});

it('an undo whose answer was lost is looked up as well, and can be tried again where it did not arrive', async () => {
  const { far, apply, undo } = scene();
  const done = await apply();
  far.lose('writes', false);
  expect(await undo(done.undo)).toMatchObject([{ error: late }]);
  far.lose('writes');
  expect(await undo(done.undo)).toMatchObject([{ error: null }]);
  expect(far.alarms.size).toBe(0);
  expect(await undo(done.undo)).toEqual([]);
});

describe('where the connection leads to another account since', () => {
  it('an alarm of the same name is not deleted, and what is not there is not taken for undone', async () => {
    const { far, ended, apply, undo, preview } = scene();
    const done = await apply();
    const other = account('222222222222');
    const elsewhere = { kind: 'bad-request', message: expect.stringContaining('is not known to be the one') };
    other.alarms.set('a', request);
    expect(await preview(done.undo, other.access)).toMatchObject({ value: { writes: [{ name: 'a', error: elsewhere }] } });
    expect(await undo(done.undo, other.access)).toMatchObject([{ error: elsewhere }]);
    expect([...other.alarms.keys()]).toEqual(['a']);
    other.alarms.clear();
    expect(await undo(done.undo, other.access)).toMatchObject([{ error: elsewhere }]);
    // Nothing is listed yet: nobody knows whose it is.
    expect(await undo(done.undo, { ...other.access, subjects: () => [] })).toMatchObject([{ error: elsewhere }]);
    expect(ended()).toEqual(['refused', 'refused', 'refused', 'done']);
    // At home again it can be.
    expect(await undo(done.undo)).toMatchObject([{ error: null }]);
    expect(far.alarms.size).toBe(0);
  });
});

it('shows before an undo what it would send, and what it would refuse', async () => {
  const { far, apply, preview, undo, lines } = scene();
  const done = await apply();
  const write = { name: 'a', region: 'eu-west-1', application: 'orders', operation: 'DeleteAlarms' };
  expect(await preview(done.undo)).toEqual(ok({ writes: [{ ...write, request: { AlarmNames: ['a'] }, error: null }] }));
  expect(lines()).toHaveLength(1);
  expect(far.alarms.size).toBe(1);
  far.alarms.set('a', { ...request, Threshold: 90 });
  expect(await preview(done.undo)).toMatchObject({
    value: { writes: [{ ...write, error: { message: expect.stringContaining('has changed') } }] },
  });
  far.alarms.delete('a');
  expect(await preview(done.undo)).toEqual(ok({ writes: [] }));
  await undo(done.undo);
  expect(await preview(done.undo)).toEqual(ok({ writes: [] }));
});
