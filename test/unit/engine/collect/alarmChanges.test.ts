import { expect, it } from 'vitest';
import { alarmChanges } from '#electron/engine/aws/collect/alarmChanges.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';

const start = 1_000 * DAY;
const at = (minutes: number) => millis(start + minutes * MINUTE);
const lost: SourceError = { kind: 'timeout', source: 'CloudWatch', message: 'm', remedy: 'r' };

/** An account whose one alarm changed at these minutes. */
function setup() {
  const changed: number[] = [];
  const asked: number[] = [];
  const service = { failing: false };
  const changes = alarmChanges(
    {
      alarmHistory: async (from: Millis) => {
        asked.push((from - start) / MINUTE);
        if (service.failing) return failed(lost);
        const found = changed
          .filter((minute) => at(minute) >= from)
          .sort((a, b) => b - a)
          .map((minute): Alarm['history'][number] => ({ at: at(minute), from: 'OK', to: 'ALARM', reason: '' }));
        return ok(new Map(found.length === 0 ? [] : [['cpu', found]]));
      },
    },
    millis(DAY),
  );
  const { signal } = new AbortController();
  const read = async (minute: number) => {
    const found = await changes.read(at(minute), signal);
    return found.ok ? (found.value.get('cpu') ?? []).map((each) => (each.at - start) / MINUTE) : found.error.kind;
  };
  return { changed, asked, service, read };
}

it('reads a day of changes, then what is new; a change that is told late is there, and none is there twice', async () => {
  const { changed, asked, read } = setup();
  changed.push(-30, -2);
  expect(await read(0)).toEqual([-2, -30]);
  changed.push(-1, 0.5);
  expect(await read(1)).toEqual([0.5, -1, -2, -30]);
  expect(await read(2)).toEqual([0.5, -1, -2, -30]);
  expect(asked).toEqual([-1440, -5, -4]);
});

it('lets go of what is older than a day, and reads all of it again under a clock that was set back', async () => {
  const { changed, asked, read } = setup();
  changed.push(-1430);
  expect(await read(0)).toEqual([-1430]);
  expect(await read(20)).toEqual([]);
  expect(await read(0)).toEqual([-1430]);
  expect(asked.at(-1)).toBe(-1440);
});

it('goes on from the last good answer after a failure', async () => {
  const { asked, service, read } = setup();
  await read(0);
  service.failing = true;
  expect(await read(60)).toBe('timeout');
  service.failing = false;
  await read(120);
  expect(asked).toEqual([-1440, -5, -5]);
});
