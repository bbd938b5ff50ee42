import { ok } from '#shared/model/sourceError.ts';
import { MINUTE, millis, SECOND } from '#shared/units/units.ts';
import { integer, structure } from '../../../input.ts';
import { operation } from '../../../service.ts';
import { findLogGroup, logGroupIdentifier, logGroupName, streamsOf } from '../../store/logGroups.ts';
import { readEvents } from '../../store/readEvents.ts';
import { leavesOf } from '../rows.ts';

/** Fields are looked for in the last 15 minutes, or so long around the time that is given. */
const LAST = 15 * MINUTE;
const AROUND = 8 * MINUTE;
const MOST_FIELDS = 100;
/** Every event has these. */
const OWN = ['@ingestionTime', '@log', '@logStream', '@message', '@ptr', '@timestamp'];

export const getLogGroupFields = operation(
  'GetLogGroupFields',
  structure({}, { logGroupName, logGroupIdentifier, time: integer({ min: 0 }) }),
  ({ time, ...named }, context) => {
    const group = findLogGroup(context, named);
    if (!group.ok) return group;
    const [from, to] =
      time === undefined ? [context.now - LAST, context.now + 1] : [time * SECOND - AROUND, time * SECOND + AROUND];
    const events = readEvents(context, group.value, streamsOf(group.value), millis(from), millis(to));
    const counts = new Map(events.length === 0 ? [] : OWN.map((name) => [name, events.length] as const));
    for (const { message } of events)
      for (const name of Object.keys(leavesOf(message))) counts.set(name, (counts.get(name) ?? 0) + 1);
    const fields = [...counts]
      .map(([name, count]) => ({ name, percent: Math.round((100 * count) / events.length) }))
      .sort((a, b) => b.percent - a.percent || (a.name < b.name ? -1 : 1));
    return ok({ logGroupFields: fields.slice(0, MOST_FIELDS) });
  },
);
