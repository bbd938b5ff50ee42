import { ok } from '#shared/model/sourceError.ts';
import { DAY } from '#shared/units/units.ts';
import { refused } from '../awsError.ts';
import type { RecordedCall } from '../callLog.ts';
import { integer, list, oneOf, structure, text, timestamp } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import type { Service } from '../service.ts';
import { epochSeconds, operation } from '../service.ts';
import { ownEvents } from './ownEvents.ts';

const HISTORY = 90 * DAY;
const LONGEST_PAGE = 50;

const attributes = {
  EventId: ({ id }, value) => id === value,
  EventName: ({ name }, value) => name === value,
  ReadOnly: ({ readOnly }, value) => String(readOnly) === value,
  Username: ({ username }, value) => username === value,
  ResourceType: ({ resources }, value) => resources.some(({ ResourceType }) => ResourceType === value),
  ResourceName: ({ resources }, value) => resources.some(({ ResourceName }) => ResourceName === value),
  EventSource: ({ source }, value) => source === value,
  AccessKeyId: ({ accessKeyId }, value) => accessKeyId === value,
} as const satisfies Readonly<Record<string, (call: RecordedCall, value: string) => boolean>>;
type Attribute = keyof typeof attributes;

const lookupEvents = operation(
  'LookupEvents',
  structure(
    {},
    {
      LookupAttributes: list(
        structure(
          { AttributeKey: oneOf(Object.keys(attributes) as Attribute[]), AttributeValue: text({ min: 1, max: 2000 }) },
          {},
        ),
      ),
      StartTime: timestamp,
      EndTime: timestamp,
      EventCategory: oneOf(['insight']),
      MaxResults: integer(),
      NextToken: text(),
    },
  ),
  ({ MaxResults = LONGEST_PAGE, NextToken, ...request }, { region, state, now }) => {
    const { LookupAttributes = [], StartTime = now - HISTORY, EndTime = now, EventCategory } = request;
    if (LookupAttributes.length > 1)
      return refused('InvalidLookupAttributesException', 'LookupAttributes can have at most one attribute.');
    if (StartTime > EndTime) return refused('InvalidTimeRangeException', 'StartTime has to be before EndTime.');
    if (MaxResults < 1 || MaxResults > LONGEST_PAGE)
      return refused('InvalidMaxResultsException', `MaxResults has to be between 1 and ${LONGEST_PAGE}.`);
    const tokens = pageTokens('LookupEvents', request);
    const place = tokens.read(NextToken, 2);
    if (!place.ok) return refused('InvalidNextTokenException', 'The NextToken is not valid, or is of another request.');

    // The first page says how far the others go: calls that are made meanwhile, these among them, do not move them.
    const [from = 0, before = 0] = place.value;
    const last = NextToken === undefined ? state.calls.count : before;
    const { reads, changes } = state.calls;
    const all = EventCategory === 'insight' ? [] : [...ownEvents(region, changes), ...changes, ...reads];
    const found = all
      .filter(
        (call) =>
          call.order <= last &&
          call.at >= Math.max(StartTime, now - HISTORY) &&
          call.at <= EndTime &&
          LookupAttributes.every(({ AttributeKey, AttributeValue }) => attributes[AttributeKey](call, AttributeValue)),
      )
      .sort((a, b) => b.at - a.at || b.order - a.order);
    return ok({
      Events: found.slice(from, from + MaxResults).map((call) => ({
        EventId: call.id,
        EventName: call.name,
        ReadOnly: String(call.readOnly),
        AccessKeyId: call.accessKeyId,
        EventTime: Math.floor(epochSeconds(call.at)),
        EventSource: call.source,
        Username: call.username,
        Resources: call.resources,
        CloudTrailEvent: call.event,
      })),
      ...(from + MaxResults < found.length ? { NextToken: tokens.write([from + MaxResults, last]) } : {}),
    });
  },
);

/** AWS CloudTrail, API 2013-11-01: the event history of management events. */
export const cloudTrail: Service = {
  target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  signingName: 'cloudtrail',
  jsonVersion: '1.1',
  invalid: 'ValidationException',
  queryCodes: null,
  operations: [lookupEvents],
};
