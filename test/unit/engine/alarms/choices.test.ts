import { expect, it } from 'vitest';
import { alarmChoices } from '#electron/engine/alarms/choices.ts';
import { AlarmSettings } from '#shared/contract/settings.ts';
import { HOUR, millis } from '#shared/units/units.ts';

it('drops snoozes that have ended whenever something is chosen, each by its own connection’s time', async () => {
  let settings = AlarmSettings.parse({});
  let now = 0;
  const choices = alarmChoices({
    get: () => settings,
    change: async (edit) => {
      settings = edit(settings);
    },
    now: (connection) => (connection === 'away' ? null : millis(now)),
  });
  const refOf = (connection: string, id: string) => ({ connection, id });
  const snooze = (connection: string, id: string, until: number) =>
    choices.setSnooze({ ref: refOf(connection, id), alarm: null, snooze: { reason: 'deploy', until: millis(until) } });
  await snooze('prod', 'short', HOUR);
  await snooze('prod', 'long', 3 * HOUR);
  await snooze('away', 'short', HOUR);
  now = HOUR;
  expect(settings.snoozes).toHaveLength(3);
  await choices.setTopic({ connection: 'prod', arn: null });
  // Of a connection that is not watched nobody knows what time it is.
  expect(settings.snoozes.map(({ ref }) => `${ref.connection} ${ref.id}`)).toEqual(['prod long', 'away short']);
});
