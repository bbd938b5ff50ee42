import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentSettings } from '#electron/engine/currentSettings.ts';
import { repairSettings } from '#electron/settings/repairSettings.ts';
import { millis } from '#shared/units/units.ts';
import { openSettings } from '#electron/settings/settingsStore.ts';
import { DEFAULT_CONNECTION, Settings } from '#shared/contract/settings.ts';
import type { Connection } from '#shared/model/connection.ts';

const aws: Connection = { kind: 'aws', id: 'prod', name: 'Production', profile: null, region: 'eu-west-1', endpoint: null };
const flink: Connection = { kind: 'flink', id: 'local', name: 'Local', url: 'http://127.0.0.1:8081' };

/** Puts a value where a path leads, as long as it leads anywhere. */
function replaceAt(into: unknown, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined || typeof into !== 'object' || into === null) return;
  if (rest.length === 0) Reflect.set(into, first, value);
  else replaceAt(Reflect.get(into, first), rest, value);
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('repairSettings', () => {
  const saved = { ...Settings.parse({}), connections: [aws, flink], watched: ['prod'] };

  it('leaves whole settings as they are', () => {
    expect(repairSettings(JSON.stringify(saved))).toEqual({ settings: saved, damaged: false });
  });

  it.each(['', '{', '[]', 'null', '"x"'])('starts anew from %j, and says so', (text) => {
    const { settings, damaged } = repairSettings(text);
    expect(damaged).toBe(true);
    expect(settings.connections).toEqual([DEFAULT_CONNECTION]);
    expect(settings.notices).toHaveLength(1);
  });

  it('keeps every connection that can be read, and tells which cannot', () => {
    const { settings } = repairSettings(JSON.stringify({ ...saved, connections: [aws, { kind: 'aws', id: 'x' }, flink] }));
    expect(settings.connections).toEqual([aws, flink]);
    expect(settings.watched).toEqual(['prod']);
    expect(settings.notices).toEqual(['Connection 2 in the settings file was damaged and is left out.']);
  });

  it('keeps the theme when the density is damaged', () => {
    const { settings } = repairSettings(JSON.stringify({ ...saved, appearance: { theme: 'dark', density: 7 } }));
    expect(settings.appearance).toEqual({ theme: 'dark', density: 'comfortable' });
    expect(settings.notices).toEqual(['“density” in the settings file was damaged and is set to its default.']);
  });

  it('keeps what history may take and cost, but for the figure that is damaged', () => {
    const telemetry = {
      retentionDays: 30,
      sizeCapMegabytes: 'much',
      keepLogs: false,
      captureOnFinding: false,
      monthlyCap: 5,
      prices: { metrics: -1, insights: 1 },
    };
    const { settings, damaged } = repairSettings(JSON.stringify({ ...saved, telemetry }));
    expect(damaged).toBe(true);
    expect(settings.telemetry).toEqual({
      retentionDays: 30,
      sizeCapMegabytes: 4000,
      keepLogs: false,
      captureOnFinding: false,
      monthlyCap: 5,
      prices: { metrics: 0.01, requests: 0.01, insights: 1 },
    });
    expect(settings.notices).toEqual([
      '“sizeCapMegabytes” in the settings file was damaged and is set to its default.',
      '“prices.metrics” in the settings file was damaged and is set to its default.',
    ]);
  });

  it('loses the damaged entries of a list alone: what else was chosen about alarms and notifications stays', () => {
    const ref = { connection: 'prod', id: 'orders' };
    const threshold = { basis: 'chosen', value: 5, hours: null };
    const good = { ref, alarm: 'cpu-high', threshold };
    const muted = { ref, until: null };
    const { settings, damaged } = repairSettings(
      JSON.stringify({
        alarms: {
          thresholds: [{ ...good, threshold: { ...threshold, value: 'five' } }, good, { ...good, alarm: 'of-a-later-version' }],
          topics: [
            { connection: 'prod', arn: 'arn:aws:sns:eu-west-1:123456789012:on-call' },
            { connection: 'test', arn: 'on-call' },
          ],
        },
        notifications: {
          sound: true,
          quiet: { from: '22:00', to: '07:00', exceptCritical: true },
          muted: [{ ref, until: 'never' }, muted],
        },
      }),
    );
    expect(damaged).toBe(true);
    expect(settings.alarms.thresholds).toEqual([good]);
    expect(settings.alarms.topics).toEqual([{ connection: 'prod', arn: 'arn:aws:sns:eu-west-1:123456789012:on-call' }]);
    expect(settings.notifications).toMatchObject({ sound: true, quiet: { from: '22:00' }, muted: [muted] });
    expect(settings.notices).toContain('Entry 3 of “thresholds” in the settings file was damaged and is left out.');
  });

  it('reads settings of before there was telemetry', () => {
    const { telemetry: _, ...older } = saved;
    expect(repairSettings(JSON.stringify(older))).toEqual({ settings: saved, damaged: false });
  });

  it('whatever is damaged: the app starts, the damage is told, and what is whole stays', () => {
    const whole = {
      appearance: { theme: 'dark', density: 'compact' },
      telemetry: {
        retentionDays: 7,
        sizeCapMegabytes: 100,
        keepLogs: false,
        captureOnFinding: false,
        monthlyCap: 3,
        prices: { metrics: 1, requests: 2, insights: 3 },
      },
      connections: [aws, flink],
      watched: ['prod', 'local'],
      notices: [],
    };
    const fields = [
      ['appearance'], ['appearance', 'theme'], ['appearance', 'density'], ['telemetry'], ['telemetry', 'retentionDays'],
      ['telemetry', 'sizeCapMegabytes'], ['telemetry', 'keepLogs'], ['telemetry', 'monthlyCap'], ['telemetry', 'prices'],
      ['telemetry', 'captureOnFinding'], ['telemetry', 'prices', 'metrics'], ['telemetry', 'prices', 'insights'], ['connections'], ['connections', '0'],
      ['connections', '1', 'url'], ['watched'],
    ] as const; // prettier-ignore
    const damage = fc.array(fc.tuple(fc.constantFrom(...fields), fc.jsonValue()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(damage, (changes) => {
        const raw: unknown = structuredClone(whole);
        for (const [path, value] of changes) replaceAt(raw, path, value);
        const { settings, damaged } = repairSettings(JSON.stringify(raw));
        expect(Settings.parse(settings)).toEqual(settings);
        expect(damaged).toBe(settings.notices.length > 0);
        expect(repairSettings(JSON.stringify(settings))).toEqual({ settings, damaged: false });
        const touched = (...path: readonly string[]) => changes.some(([changed]) => changed.every((key, at) => path[at] === key));
        if (!touched('appearance', 'theme')) expect(settings.appearance.theme).toBe('dark');
        if (!touched('telemetry', 'retentionDays')) expect(settings.telemetry.retentionDays).toBe(7);
        if (!touched('telemetry', 'prices', 'requests')) expect(settings.telemetry.prices.requests).toBe(2);
        if (!touched('watched')) expect(settings.watched).toEqual(['prod', 'local']);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the first of two connections with the same id', () => {
    const { settings, damaged } = repairSettings(JSON.stringify({ ...saved, connections: [aws, { ...flink, id: 'prod' }] }));
    expect(damaged).toBe(true);
    expect(settings.connections).toEqual([aws]);
    expect(settings.notices).toHaveLength(1);
  });
});

describe('openSettings', () => {
  it('keeps changes over a restart', async () => {
    const file = join(folder, 'deep', 'settings.json');
    const store = await openSettings(file, 'now');
    await store.change((before) => ({ ...before, connections: [...before.connections, aws] }));
    expect((await openSettings(file, 'now')).current().connections).toEqual([DEFAULT_CONNECTION, aws]);
    expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json']);
  });

  it('applies changes that come at once one after the other', async () => {
    const store = await openSettings(join(folder, 'settings.json'), 'now');
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(
      names.map((id) => store.change((before) => ({ ...before, connections: [...before.connections, { ...flink, id }] }))),
    );
    const saved = (await openSettings(join(folder, 'settings.json'), 'now')).current();
    expect(saved.connections.map(({ id }) => id)).toEqual(['simulator', ...names]);
  });

  it('keeps what another host of the app saved in the same file', async () => {
    const file = join(folder, 'settings.json');
    const [desktop, web] = [await openSettings(file, 'now'), await openSettings(file, 'now')];
    const add = (connection: Connection) => (before: Settings) => ({
      ...before,
      connections: [...before.connections, connection],
    });
    await desktop.change(add(aws));
    await web.change(add(flink));
    expect(web.current().connections).toEqual([DEFAULT_CONNECTION, aws, flink]);
    expect((await openSettings(file, 'now')).current().connections).toEqual([DEFAULT_CONNECTION, aws, flink]);
  });

  it('keeps what it knows when the file is gone, and repairs one that was damaged meanwhile', async () => {
    const file = join(folder, 'settings.json');
    const store = await openSettings(file, 'then');
    await store.change((before) => ({ ...before, connections: [...before.connections, aws] }));
    await rm(file);
    await store.change((before) => ({ ...before, watched: ['prod'] }));
    expect((await openSettings(file, 'then')).current()).toMatchObject({ connections: [{}, aws], watched: ['prod'] });
    await writeFile(file, '{ half of');
    const { notices } = await store.change((before) => ({ ...before, connections: [...before.connections, flink] }));
    expect(notices).toHaveLength(1);
    expect(await readFile(`${file}.damaged-then`, 'utf8')).toBe('{ half of');
  });

  it('sets a damaged file aside before it repairs it', async () => {
    const file = join(folder, 'settings.json');
    await writeFile(file, '{ half of');
    const store = await openSettings(file, 'then');
    expect(store.current().notices).toHaveLength(1);
    expect(await readFile(`${file}.damaged-then`, 'utf8')).toBe('{ half of');
    expect(repairSettings(await readFile(file, 'utf8')).damaged).toBe(false);
  });

  it('starts, with a notice, when the file cannot be read', async () => {
    const store = await openSettings(folder, 'now'); // a folder where a file should be
    expect(store.current()).toMatchObject({ connections: [DEFAULT_CONNECTION], notices: [expect.stringContaining('EISDIR')] });
  });

  it('starts with what it could read when the disk takes no repair', async () => {
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ connections: [aws, 'broken'], watched: ['prod'] }));
    const store = await openSettings(file, 'no file name has a \0');
    expect(store.current().connections).toEqual([aws]);
    expect(store.current().notices.at(-1)).toContain('could not be repaired on disk');
  });

  it('keeps nothing on disk without a file', async () => {
    const store = await openSettings(null, 'now');
    await store.change((before) => ({ ...before, watched: [] }));
    expect(store.current().watched).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a connection that was named for one run', () => {
  it('is watched alone, and nothing of it is saved', async () => {
    const file = join(folder, 'settings.json');
    const store = await openSettings(file, 'now');
    const settings = currentSettings(store, flink, () => millis(0));
    expect(settings.get()).toMatchObject({ connections: [flink, DEFAULT_CONNECTION], watched: ['local'] });
    await settings.watch(['local', 'simulator', 'stranger']);
    await settings.saveConnection({ ...flink, name: 'Renamed' });
    expect(settings.get()).toMatchObject({ connections: [{ name: 'Renamed' }, {}], watched: ['local', 'simulator'] });
    await settings.save({ appearance: { theme: 'dark', density: 'compact' } });
    const saved = (await openSettings(file, 'now')).current();
    expect(saved).toMatchObject({ connections: [DEFAULT_CONNECTION], watched: ['simulator'], appearance: { theme: 'dark' } });
  });

  it('gives way to the saved ones when it is removed', async () => {
    const settings = currentSettings(await openSettings(null, 'now'), flink, () => millis(0));
    await settings.removeConnection('local');
    expect(settings.get()).toMatchObject({ connections: [DEFAULT_CONNECTION], watched: ['simulator'] });
  });
});

it('two windows that change notifications at once do not undo each other', async () => {
  const settings = currentSettings(await openSettings(null, 'now'), null, () => millis(0));
  const ref = (id: string) => ({ connection: 'simulator', id });
  const seen = settings.get().notifications;
  await Promise.all([
    settings.changeMuted((before) => [...before, { ref: ref('a'), until: null }]),
    settings.changeMuted((before) => [...before, { ref: ref('b'), until: null }]),
    settings.save({ notifications: { ...seen, sound: true } }),
  ]);
  const { sound, muted } = settings.get().notifications;
  expect({ sound, muted: muted.map(({ ref: { id } }) => id) }).toEqual({ sound: true, muted: ['a', 'b'] });
});

it('what was chosen for a connection goes with it: another one of its id has chosen nothing', async () => {
  const settings = currentSettings(await openSettings(null, 'now'), null, () => millis(0));
  const choose = async (connection: string): Promise<void> => {
    const ref = { connection, id: 'a' };
    await settings.changeMuted((before) => [...before, { ref, until: null }]);
    await settings.changeAlarms((before) => ({
      thresholds: [...before.thresholds, { ref, alarm: 'cpu-high', threshold: { basis: 'chosen', value: 70, hours: null } }],
      snoozes: [...before.snoozes, { ref, alarm: null, reason: 'r', until: millis(2e12) }],
      topics: [...before.topics, { connection, arn: 'arn:aws:sns:eu-west-1:123456789012:on-call' }],
    }));
  };
  await settings.saveConnection(flink);
  await choose('local');
  await choose('simulator');
  await settings.removeConnection('local');
  await settings.saveConnection(flink);
  const { alarms, notifications } = settings.get();
  const left = [...alarms.thresholds, ...alarms.snoozes, ...notifications.muted].map(({ ref }) => ref.connection);
  expect([...left, ...alarms.topics.map(({ connection }) => connection)]).toEqual(Array.from({ length: 4 }, () => 'simulator'));
});

it('what was muted until a moment that has passed goes when something else is muted', async () => {
  let now = 0;
  const settings = currentSettings(await openSettings(null, 'now'), null, () => millis(now));
  const mute = (id: string, until: number | null) =>
    settings.changeMuted((before) => [
      ...before,
      { ref: { connection: 'simulator', id }, until: until === null ? null : millis(until) },
    ]);
  await mute('hour', 3_600_000);
  await mute('ever', null);
  now = 3_600_000;
  await mute('day', 86_400_000);
  expect(settings.get().notifications.muted.map(({ ref }) => ref.id)).toEqual(['ever', 'day']);
});
