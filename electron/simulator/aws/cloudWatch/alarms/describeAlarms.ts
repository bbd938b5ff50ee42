import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { integer, list, oneOf, structure, text } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { alarmStates } from '#shared/model/alarm.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmBook } from './alarmBook.ts';
import { alarmOperation, invalid } from './alarmOperation.ts';
import { childrenOf } from './evaluation/compositeRule.ts';
import { parentsOf } from './evaluation/composites.ts';
import { alarmName, alarmNames } from './shapes.ts';
import { writeAlarm, writeRelative } from './writeAlarm.ts';

export const alarmTypes = list(oneOf(['CompositeAlarm', 'MetricAlarm', 'LogAlarm']));
const TYPE_OF = { metric: 'MetricAlarm', composite: 'CompositeAlarm' } as const;
export const typeOf = ({ kind }: Pick<Alarm, 'kind'>) => TYPE_OF[kind];

const input = structure(
  {},
  {
    AlarmNames: alarmNames,
    AlarmNamePrefix: alarmName,
    AlarmTypes: alarmTypes,
    ChildrenOfAlarmName: alarmName,
    ParentsOfAlarmName: alarmName,
    StateValue: oneOf(alarmStates),
    ActionPrefix: text({ min: 1, max: 1024 }),
    MaxRecords: integer({ min: 1, max: 100 }),
    NextToken: text(),
  },
);
type Filter = Omit<NonNullable<ReturnType<typeof input>>, 'NextToken' | 'MaxRecords'>;

export const describeAlarms = alarmOperation('DescribeAlarms', input, ({ NextToken, MaxRecords = 50, ...filter }, { state }) => {
  const found = find(state.cloudWatch.alarms, filter);
  if (!found.ok) return found;
  const token = NextToken === '' ? undefined : NextToken;
  const page = pageOf(found.value, { operation: 'DescribeAlarms', filter, limit: MaxRecords, token });
  if (!page.ok) return refused('InvalidNextToken', 'The NextToken is not valid.');
  const write = filter.ChildrenOfAlarmName === undefined && filter.ParentsOfAlarmName === undefined ? writeAlarm : writeRelative;
  return ok({
    CompositeAlarms: page.value.items.filter(({ kind }) => kind === 'composite').map(write),
    MetricAlarms: page.value.items.filter(({ kind }) => kind === 'metric').map(write),
    NextToken: page.value.next,
  });
});

/** By name, as the service sorts them. */
function find(book: AlarmBook, filter: Filter): Result<readonly Alarm[], AwsError> {
  const { AlarmNames, AlarmNamePrefix, ChildrenOfAlarmName, ParentsOfAlarmName, StateValue, ActionPrefix } = filter;
  if (AlarmNames !== undefined && AlarmNamePrefix !== undefined)
    return invalid('The parameters AlarmNames and AlarmNamePrefix are mutually exclusive.');
  const relative = ChildrenOfAlarmName ?? ParentsOfAlarmName;
  if (relative !== undefined) {
    const others = Object.entries(filter).filter(([, value]) => value !== undefined);
    if (others.length > 1) return invalid('ChildrenOfAlarmName and ParentsOfAlarmName take no other parameters beside them.');
    const alarm = book.find(relative);
    if (alarm === undefined) return invalid(`There is no alarm ${relative}.`);
    if (ParentsOfAlarmName !== undefined) return ok(parentsOf(book, alarm));
    return ok(alarm.kind === 'metric' ? [] : childrenOf(alarm.rule).flatMap((child) => book.find(child) ?? []));
  }
  // Composite alarms have to be asked for.
  const { AlarmTypes = ['MetricAlarm'] } = filter;
  const actionsOf = ({ settings }: Alarm) => [
    ...settings.OKActions,
    ...settings.AlarmActions,
    ...settings.InsufficientDataActions,
  ];
  return ok(
    book
      .all()
      .filter(
        (alarm) =>
          AlarmTypes.includes(typeOf(alarm)) &&
          (AlarmNames === undefined || AlarmNames.includes(alarm.name)) &&
          alarm.name.startsWith(AlarmNamePrefix ?? '') &&
          (StateValue === undefined || alarm.state.value === StateValue) &&
          (ActionPrefix === undefined || actionsOf(alarm).some((action) => action.startsWith(ActionPrefix))),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
}
