import type { AlarmSettings, Appearance, Notifications, Settings, Telemetry } from '#shared/contract/settings.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';

/** What a viewer changes; the rest stays. */
export interface Changes {
  readonly appearance?: z.infer<typeof Appearance> | undefined;
  readonly telemetry?: Telemetry | undefined;
  readonly notifications?: Omit<Notifications, 'muted'> | undefined;
}

/** The settings that hold now: those that are saved, and before them a connection that was named for this run alone. */
export interface CurrentSettings {
  get(): Settings;
  save(changes: Changes): Promise<void>;
  changeAlarms(edit: (before: AlarmSettings) => AlarmSettings): Promise<void>;
  changeMuted(edit: (before: Notifications['muted']) => Notifications['muted']): Promise<void>;
  saveConnection(connection: Connection): Promise<void>;
  removeConnection(id: string): Promise<void>;
  watch(ids: readonly string[]): Promise<void>;
}

/**
 * `named`: watched instead of the saved choice, for this run; neither it nor what is watched beside it is saved. `now`: real time, by which
 * what is muted ends.
 */
export function currentSettings(store: SettingsStore, named: Connection | null, now: () => Millis): CurrentSettings {
  let run = named === null ? null : { connection: named, watched: [named.id] };

  const lasts = ({ until }: Notifications['muted'][number]): boolean => until === null || until > now();
  const get = (): Settings => {
    const saved = store.current();
    if (run === null) return saved;
    const { connection, watched } = run;
    return { ...saved, connections: [connection, ...saved.connections.filter(({ id }) => id !== connection.id)], watched };
  };

  return {
    get,
    async save({ appearance, telemetry, notifications }) {
      await store.change((before) => ({
        ...before,
        appearance: appearance ?? before.appearance,
        telemetry: telemetry ?? before.telemetry,
        // Another window may have muted something since this one looked.
        notifications: { ...before.notifications, ...notifications, muted: before.notifications.muted },
        notices: [],
      }));
    },
    async changeAlarms(edit) {
      await store.change((before) => ({ ...before, alarms: edit(before.alarms) }));
    },
    async changeMuted(edit) {
      await store.change((before) => ({
        ...before,
        notifications: { ...before.notifications, muted: edit(before.notifications.muted).filter(lasts) },
      }));
    },
    async saveConnection(connection) {
      if (run?.connection.id === connection.id) run = { ...run, connection };
      else await store.change((before) => ({ ...before, connections: withConnection(before.connections, connection) }));
    },
    async removeConnection(id) {
      if (run?.connection.id === id) run = null;
      else if (run !== null) run = { ...run, watched: run.watched.filter((each) => each !== id) };
      const isOther = ({ ref }: { readonly ref: ApplicationRef }): boolean => ref.connection !== id;
      await store.change((before) => ({
        ...before,
        // Another connection may get the same id: it must not tell another account's topic, or keep silent about what nobody snoozed.
        notifications: { ...before.notifications, muted: before.notifications.muted.filter(isOther) },
        alarms: {
          thresholds: before.alarms.thresholds.filter(isOther),
          snoozes: before.alarms.snoozes.filter(isOther),
          topics: before.alarms.topics.filter(({ connection }) => connection !== id),
        },
        connections: before.connections.filter((each) => each.id !== id),
        watched: before.watched.filter((each) => each !== id),
      }));
    },
    async watch(ids) {
      const known = ({ connections }: Settings) => connections.map(({ id }) => id).filter((id) => ids.includes(id));
      if (run === null) await store.change((before) => ({ ...before, watched: known(before) }));
      else run = { ...run, watched: known(get()) };
    },
  };
}

function withConnection(before: readonly Connection[], connection: Connection): Connection[] {
  const known = before.some(({ id }) => id === connection.id);
  return known ? before.map((each) => (each.id === connection.id ? connection : each)) : [...before, connection];
}
