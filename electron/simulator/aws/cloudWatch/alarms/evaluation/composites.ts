import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { Alarm, AlarmState, CompositeAlarm, Suppression } from '../alarm.ts';
import type { AlarmBook } from '../alarmBook.ts';
import { childrenOf, holds } from './compositeRule.ts';
import { longTime } from './stateReason.ts';

/** An alarm that is not there is as one without data. */
const stateIn =
  (book: AlarmBook) =>
  (alarm: string): StateValue =>
    book.find(alarm)?.state.value ?? 'INSUFFICIENT_DATA';

/** Evaluates the composite alarms that look at one that changed, and those that look at them. */
export function evaluateComposites(book: AlarmBook, changed: Alarm, now: Millis): void {
  // Alarms may look at each other in a circle; each is asked once.
  const asked = new Set([changed.name]);
  const queue: Alarm[] = [changed];
  for (let child = queue.shift(); child !== undefined; child = queue.shift()) {
    for (const parent of parentsOf(book, child)) {
      if (asked.has(parent.name)) continue;
      asked.add(parent.name);
      const value = valueOf(book, parent);
      if (value === parent.state.value) continue;
      const { arn, state } = child;
      const reason = `${arn} transitioned to ${state.value} at ${longDate(state.updated)}`;
      transition(book, parent, { value, reason, data: triggering(book, [child.name]), updated: now, transitioned: now }, now);
      const after = book.find(parent.name);
      if (after !== undefined) queue.push(after);
    }
  }
}

/** The state of a composite alarm that was just made or changed. */
export function firstState(book: AlarmBook, alarm: CompositeAlarm, what: 'created' | 'updated', now: Millis): AlarmState {
  const value = valueOf(book, alarm);
  return {
    value,
    reason: `${alarm.arn} was ${what} and its alarm rule evaluates to ${value}`,
    data: triggering(book, childrenOf(alarm.rule)),
    updated: now,
    transitioned: alarm.state.value === value ? alarm.state.transitioned : now,
  };
}

const valueOf = (book: AlarmBook, { rule }: CompositeAlarm): StateValue => (holds(rule, stateIn(book)) ? 'ALARM' : 'OK');

/** The composite alarms whose rules look at an alarm. */
export const parentsOf = (book: AlarmBook, { name, arn }: Alarm): readonly CompositeAlarm[] =>
  book
    .all()
    .flatMap((alarm) =>
      alarm.kind === 'composite' && childrenOf(alarm.rule).some((child) => child === name || child === arn) ? [alarm] : [],
    );

/** Changes a composite alarm's state; its actions may have to wait. */
export function transition(book: AlarmBook, alarm: CompositeAlarm, state: AlarmState, now: Millis): void {
  if (!book.change(alarm, state)) return;
  const changed = book.find(alarm.name);
  if (changed?.kind !== 'composite') return;
  const suppression = suppressionOf(book, changed, now);
  if (suppression === null) book.act(changed, now);
  book.keep({ ...changed, suppression });
}

function suppressionOf(book: AlarmBook, { suppressor }: CompositeAlarm, now: Millis): Suppression | null {
  if (suppressor === null) return null;
  if (stateIn(book)(suppressor.alarm) === 'ALARM') return { by: 'Alarm', until: null };
  return suppressor.wait === 0 ? null : { by: 'WaitPeriod', until: millis(now + suppressor.wait) };
}

/** Once a minute: actions that need not wait any longer are done. */
export function releaseActions(book: AlarmBook, now: Millis): void {
  for (const alarm of book.all()) {
    if (alarm.kind !== 'composite' || alarm.suppression === null || alarm.suppressor === null) continue;
    const { by, until } = alarm.suppression;
    if (stateIn(book)(alarm.suppressor.alarm) === 'ALARM') {
      if (by !== 'Alarm') book.keep({ ...alarm, suppression: { by: 'Alarm', until: null } });
    } else if (by === 'Alarm' && alarm.suppressor.extension > 0)
      book.keep({ ...alarm, suppression: { by: 'ExtensionPeriod', until: millis(now + alarm.suppressor.extension) } });
    else if (until === null || until <= now) {
      book.keep({ ...alarm, suppression: null });
      book.act(alarm, now);
    }
  }
}

/** So many fit into the details. */
const MOST_TRIGGERING = 15;

const triggering = (book: AlarmBook, names: readonly string[]): string =>
  JSON.stringify({
    triggeringAlarms: names.slice(0, MOST_TRIGGERING).flatMap((name) => {
      const alarm = book.find(name);
      return alarm === undefined
        ? []
        : [{ arn: alarm.arn, state: { value: alarm.state.value, timestamp: longTime(alarm.state.updated) } }];
    }),
  });

/** `Friday 22 July, 2022 15:57:45 UTC` */
function longDate(at: number): string {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Date(at).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
  const time = new Date(at).toISOString().slice(11, 19);
  return `${part({ weekday: 'long' })} ${part({ day: '2-digit' })} ${part({ month: 'long' })}, ${part({ year: 'numeric' })} ${time} UTC`;
}
