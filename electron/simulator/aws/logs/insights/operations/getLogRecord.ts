import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../../awsError.ts';
import { flag, structure, text } from '../../../input.ts';
import { operation } from '../../../service.ts';
import { logGroups, streamsOf } from '../../store/logGroups.ts';
import { eventId, readEvents, twinsOf } from '../../store/readEvents.ts';
import { readPointer } from '../pointer.ts';
import { leavesOf } from '../rows.ts';

/** All fields of the event that `@ptr` of a query's result points at. */
export const getLogRecord = operation(
  'GetLogRecord',
  structure({ logRecordPointer: text() }, { unmask: flag }),
  ({ logRecordPointer }, context) => {
    const pointer = readPointer(logRecordPointer);
    if (pointer === null) return refused('InvalidParameterException', 'The specified logRecordPointer is invalid.');
    const group = logGroups(context).find(({ name }) => name === pointer.group);
    const events =
      group === undefined ? [] : readEvents(context, group, streamsOf(group), millis(pointer.at), millis(pointer.at + 1));
    const twins = twinsOf(events);
    const event = events.find((each, i) => eventId(each, twins[i]) === pointer.id);
    if (group === undefined || event === undefined)
      return refused('ResourceNotFoundException', 'The specified log record does not exist.');
    return ok({
      logRecord: {
        ...leavesOf(event.message),
        '@timestamp': String(event.at),
        '@ingestionTime': String(event.ingested),
        '@message': event.message,
        '@logStream': event.stream,
        '@log': `${context.region.accountId}:${group.name}`,
        '@ptr': logRecordPointer,
      },
    });
  },
);
