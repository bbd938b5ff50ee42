import type { Millis } from '#shared/units/units.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { longTime } from './evaluation/stateReason.ts';

export const HISTORY_TYPES = ['ConfigurationUpdate', 'StateUpdate', 'Action'] as const;

export interface HistoryItem {
  readonly alarm: string;
  readonly kind: Alarm['kind'];
  readonly at: Millis;
  readonly type: (typeof HISTORY_TYPES)[number];
  readonly summary: string;
  /** JSON. */
  readonly data: string;
}

/** A region's alarms, and what became of them. */
export interface AlarmBook {
  /** The minute that they were last evaluated for. */
  evaluated: Millis | null;
  all(): readonly Alarm[];
  /** By name or ARN. */
  find(nameOrArn: string): Alarm | undefined;
  /** Makes or changes an alarm; what it was configured to be goes into its history. */
  put(alarm: Alarm, configuration: object, now: Millis): void;
  remove(name: string, now: Millis): void;
  /** Keeps another state, and tells the history when its value is another one. True then. */
  change(alarm: Alarm, state: AlarmState): boolean;
  /** Keeps what is no configuration: actions on or off, suppression. */
  keep(alarm: Alarm): void;
  /** Does what the alarm's state asks for. */
  act(alarm: Alarm, now: Millis): void;
  /** Oldest first. */
  history(): readonly HistoryItem[];
}

export function createAlarmBook(): AlarmBook {
  const alarms = new Map<string, Alarm>();
  const history: HistoryItem[] = [];
  const note = ({ name, kind }: Alarm, at: Millis, type: HistoryItem['type'], summary: string, data: object): void => {
    history.push({
      alarm: name,
      kind,
      at,
      type,
      summary: summary.slice(0, 255),
      data: JSON.stringify({ version: '1.0', ...data }),
    });
  };

  return {
    evaluated: null,
    all: () => [...alarms.values()],
    find: (nameOrArn) => alarms.get(nameOrArn) ?? [...alarms.values()].find(({ arn }) => arn === nameOrArn),
    put(alarm, configuration, now) {
      const known = alarms.get(alarm.name);
      alarms.set(alarm.name, alarm);
      const described = {
        alarmName: alarm.name,
        alarmArn: alarm.arn,
        alarmConfigurationUpdatedTimestamp: longTime(now),
        ...configuration,
      };
      if (known === undefined)
        note(alarm, now, 'ConfigurationUpdate', `Alarm "${alarm.name}" created`, { type: 'Create', createdAlarm: described });
      else note(alarm, now, 'ConfigurationUpdate', `Alarm "${alarm.name}" updated`, { type: 'Update', updatedAlarm: described });
    },
    remove(name, now) {
      const alarm = alarms.get(name);
      if (alarm === undefined) return;
      alarms.delete(name);
      note(alarm, now, 'ConfigurationUpdate', `Alarm "${name}" deleted`, { type: 'Delete', deletedAlarm: { alarmName: name } });
    },
    change(alarm, state) {
      alarms.set(alarm.name, { ...alarm, state });
      if (state.value === alarm.state.value) return false;
      const summary = `Alarm updated from ${alarm.state.value} to ${state.value}`;
      note(alarm, state.updated, 'StateUpdate', summary, change(alarm.state, state));
      return true;
    },
    keep: (alarm) => void alarms.set(alarm.name, alarm),
    act(alarm, now) {
      const { settings, state } = alarm;
      if (!settings.ActionsEnabled) return;
      const { OKActions: OK, AlarmActions: ALARM, InsufficientDataActions: INSUFFICIENT_DATA } = settings;
      for (const action of { OK, ALARM, INSUFFICIENT_DATA }[state.value])
        note(alarm, now, 'Action', `Successfully executed action ${action}`, {
          actionState: 'Succeeded',
          stateUpdateTimestamp: state.updated,
          notificationResource: action,
        });
    },
    history: () => history,
  };
}

/** A history item has room for so much. */
const LONGEST = 4000;

/** The old and the new state, with the details of both where there is room. */
function change(before: AlarmState, after: AlarmState): object {
  const written = ({ value, reason, data }: AlarmState, detailed: boolean): object => ({
    stateValue: value,
    stateReason: reason,
    ...(detailed && data !== null ? { stateReasonData: JSON.parse(data) as unknown } : {}),
  });
  const fitting = [
    { oldState: written(before, true), newState: written(after, true) },
    { oldState: written(before, false), newState: written(after, true) },
  ].find((each) => JSON.stringify(each).length <= LONGEST);
  return fitting ?? { oldState: written(before, false), newState: written(after, false) };
}
