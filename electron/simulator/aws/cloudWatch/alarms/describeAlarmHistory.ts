import { ok } from '#shared/model/sourceError.ts';
import { DAY } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { integer, oneOf, structure, text, timestamp } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { scanBy } from '../shapes.ts';
import { HISTORY_TYPES } from './alarmBook.ts';
import { alarmOperation, invalid } from './alarmOperation.ts';
import { alarmTypes, typeOf } from './describeAlarms.ts';
import { alarmName } from './shapes.ts';

/** The service remembers for so long. */
const REMEMBERED = 30 * DAY;

export const describeAlarmHistory = alarmOperation(
  'DescribeAlarmHistory',
  structure(
    {},
    {
      AlarmName: alarmName,
      AlarmContributorId: text({ min: 1, max: 16 }),
      AlarmTypes: alarmTypes,
      HistoryItemType: oneOf([...HISTORY_TYPES, 'AlarmContributorStateUpdate', 'AlarmContributorAction']),
      StartDate: timestamp,
      EndDate: timestamp,
      MaxRecords: integer({ min: 1, max: 100 }),
      NextToken: text(),
      ScanBy: scanBy,
    },
  ),
  ({ NextToken, MaxRecords = 50, ...filter }, { state, now }) => {
    const { AlarmName, AlarmContributorId, HistoryItemType, ScanBy } = filter;
    const { StartDate = now - REMEMBERED, EndDate = now, AlarmTypes = ['MetricAlarm'] } = filter;
    if (StartDate > EndDate) return invalid('The parameter StartDate must be less than or equal to EndDate.');
    const found = state.cloudWatch.alarms.history().filter(
      (item) =>
        item.at >= Math.max(StartDate, now - REMEMBERED) &&
        item.at <= EndDate &&
        (AlarmName === undefined || item.alarm === AlarmName) &&
        // Only alarms of Metrics Insights have contributors.
        AlarmContributorId === undefined &&
        AlarmTypes.includes(typeOf(item)) &&
        (HistoryItemType === undefined || item.type === HistoryItemType),
    );
    if (ScanBy !== 'TimestampAscending') found.reverse();
    const page = pageOf(found, {
      operation: 'DescribeAlarmHistory',
      filter: filter,
      limit: MaxRecords,
      token: NextToken === '' ? undefined : NextToken,
    });
    if (!page.ok) return refused('InvalidNextToken', 'The NextToken is not valid.');
    return ok({
      AlarmHistoryItems: page.value.items.map((item) => ({
        AlarmName: item.alarm,
        AlarmType: typeOf(item),
        Timestamp: new Date(item.at),
        HistoryItemType: item.type,
        HistorySummary: item.summary,
        HistoryData: item.data,
      })),
      NextToken: page.value.next,
    });
  },
);
