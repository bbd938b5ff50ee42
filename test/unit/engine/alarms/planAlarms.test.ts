import { describe, expect, it } from 'vitest';
import type { AlarmAccess, AlarmWriter } from '#electron/engine/alarms/alarmAccess.ts';
import { alarmCode } from '#electron/engine/alarms/alarmCode.ts';
import { detailsOf, lookAt, rowOf } from '#electron/engine/alarms/board/applicationView.ts';
import { planAlarms } from '#electron/engine/alarms/planAlarms.ts';
import type { AlarmChoice } from '#shared/model/alarms/plan.ts';
import type { ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { subject, thresholdOf } from '#test/unit/analysis/alarms/coverageParts.ts';

const { signal } = new AbortController();
const nothing = (): never => {
  throw new Error('figures were read');
};
/** Nothing may be read of it. */
const untouched = { samples: { read: nothing, list: nothing, put: nothing, newest: nothing } };

function definitionsOf(of: AlarmSubject): ApplicationAlarms {
  const look = lookAt({ subject: of, alarms: [], unknown: '', threshold: ({ id }) => thresholdOf(id) });
  const owner = { connection: of.ref.connection, application: of.ref.id };
  const row = rowOf(
    look,
    () => [],
    () => null,
  );
  const input = { now: millis(0), figures: false, topicArn: null, operator: true, learning: () => null };
  return detailsOf(untouched, owner, look, row, () => [], input);
}

const named = (name: string): AlarmSubject => ({ ...subject, name, ref: { ...subject.ref, id: `arn:${name}` } });
const writer: AlarmWriter = {
  describe: async () => ok(new Map()),
  put: async () => ok(null),
  remove: async () => ok(null),
  reread: () => undefined,
};
const access: AlarmAccess = {
  subjects: () => ['a', 'b', 'new'].map(named),
  statuses: () => new Map(),
  writer: () => writer,
};
const notKnown = failed({ kind: 'not-found', source: 'Streamgauge', message: 'Not known yet.', remedy: '' } as const);
const definitions = ({ id }: ApplicationRef): Result<ApplicationAlarms> =>
  id === 'arn:new' ? notKnown : ok(definitionsOf(named(id.replace('arn:', ''))));
const choice: AlarmChoice = { connection: 'acme', applications: null, alarms: ['downtime', 'cpu-high'], which: 'missing' };
const left = ['downtime', 'cpu-high'].map((alarm) => ({ name: 'new', alarm, reason: 'Not known yet.' }));

/** Answers what work comes to, and how often others had their turn meanwhile. */
async function withOthers<T>(work: Promise<T>): Promise<{ readonly value: T; readonly turns: number }> {
  let turns = 0;
  let done = false;
  const turn = (): void => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  const value = await work;
  done = true;
  return { value, turns };
}

describe('of many applications', () => {
  it('a plan leaves out the one that is not known, and lets others have their turn', async () => {
    const { value, turns } = await withOthers(planAlarms(choice, access, { definitions }, signal));
    expect(value).toMatchObject({ ok: true, value: { left } });
    expect(value.ok ? value.value.writes.map(({ name }) => name) : []).toEqual(
      // By the order of the catalogue.
      ['a', 'b'].flatMap((name) => [`${name}-downtime`, `${name}-cpu-high`]),
    );
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it('a plan fails where none is known', async () => {
    expect(await planAlarms(choice, access, { definitions: () => notKnown }, signal)).toEqual(notKnown);
  });

  it('code does the same', async () => {
    const watched = new Map([['acme', { watcher: { alarms: access } }]]);
    const code = alarmCode(
      { watched, choices: { topicArn: () => null } },
      { definitions },
      { choice, format: 'cli', dashboard: false },
    );
    const { value, turns } = await withOthers(code);
    expect(value).toMatchObject({ ok: true, value: { alarms: 4, left } });
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});
