import { expect, it } from 'vitest';
import type { AlarmAccess, AlarmWriter } from '#electron/engine/alarms/alarmAccess.ts';
import { applyAlarms } from '#electron/engine/alarms/applyAlarms.ts';
import { undoAlarms } from '#electron/engine/alarms/undoAlarms.ts';
import { auditLog } from '#electron/engine/operator/auditLog.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import type { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmWrite } from '#shared/model/alarms/plan.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { millis } from '#shared/units/units.ts';
import { START, setup } from '#test/support/histories.ts';

const late: SourceError = { kind: 'timeout', source: 'CloudWatch', message: 'CloudWatch did not answer in time.', remedy: '' };
const { signal } = new AbortController();
const request: MetricAlarmRequest = { AlarmName: 'a', MetricName: 'cpuUtilization', Threshold: 80, EvaluationPeriods: 3 };
const write: AlarmWrite = {
  ref: { connection: 'prod', id: 'arn:orders' },
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
function account() {
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
                  : [[name, { ...found, AlarmArn: 'arn', OKActions: [], TreatMissingData: 'missing' }]];
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
  const access: AlarmAccess = { subjects: () => [], statuses: () => new Map(), writer: () => writer };
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
    apply: () => applyAlarms(parts, [write], signal),
    undo: (id: string | null) => undoAlarms(parts, audit.undoable('prod', id ?? ''), signal),
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
  const { far, lines, apply, undo } = scene();
  far.lose('writes', false);
  const done = await apply();
  expect(done).toMatchObject({ outcomes: [{ error: late }] });
  expect(lines()).toEqual([`May have created ${ABOUT} timeout`]);
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
