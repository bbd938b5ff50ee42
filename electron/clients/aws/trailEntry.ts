import { z } from '#shared/model/schema.ts';
import { jsonOf, listOf, part, zDate, zText } from './entries.ts';

/** The parts that we read of an event's JSON, as CloudTrail writes it. */
const Told = z.object({
  errorCode: zText,
  errorMessage: zText,
  userIdentity: part({ arn: zText, invokedBy: zText }),
  requestParameters: part({ applicationName: zText, resourceARN: zText }),
});

/** An entry of LookupEvents: a call, by whom, about which applications, and whether it was one that changes something. */
export const TrailEntry = z
  .object({
    EventId: z.string(),
    EventName: z.string(),
    EventTime: zDate,
    Username: zText,
    ReadOnly: zText,
    Resources: listOf(z.object({ ResourceType: zText, ResourceName: z.string() })),
    CloudTrailEvent: zText,
  })
  .transform((raw, context) => {
    if (raw.EventTime === null) {
      context.addIssue('without a time');
      return z.NEVER;
    }
    const told = Told.safeParse(jsonOf(raw.CloudTrailEvent ?? '')).data;
    const named = raw.Resources.flatMap(({ ResourceType, ResourceName }) =>
      ResourceType?.endsWith('::Application') === true ? [nameOf(ResourceName)] : [],
    );
    const asked = [told?.requestParameters?.applicationName, told?.requestParameters?.resourceARN].flatMap((name) =>
      name === null || name === undefined ? [] : [nameOf(name)],
    );
    const error = told?.errorCode ?? null;
    return {
      changes: raw.ReadOnly !== 'true',
      id: raw.EventId,
      at: raw.EventTime,
      event: raw.EventName,
      user: raw.Username ?? told?.userIdentity?.invokedBy ?? lastOf(told?.userIdentity?.arn) ?? 'unknown',
      error: error === null ? null : told?.errorMessage === null ? error : `${error}: ${told?.errorMessage}`,
      applications: [...new Set([...named, ...asked])],
    };
  });
export type TrailEntry = z.output<typeof TrailEntry>;

/** `arn:aws:kinesisanalytics:REGION:ACCOUNT:application/NAME`, or the name by itself. */
const nameOf = (resource: string): string => /:application\/(.+)$/.exec(resource)?.[1] ?? resource;

const lastOf = (arn: string | null | undefined): string | undefined => arn?.split('/').at(-1);
