import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Activity } from '#shared/model/activity.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AwsAccess } from './awsAccess.ts';
import { awsAccess } from './awsAccess.ts';
import type { AwsOptions } from './awsOptions.ts';
import { entriesOrThrow } from './entries.ts';
import { awsResult } from './fromAws.ts';
import { pages } from './pages.ts';
import { TrailEntry } from './trailEntry.ts';

/** Entries of a page: the most that the API gives. */
const PAGE = 50;
/** So many pages, at two requests a second, take ten seconds; what is older is left. */
const MOST_PAGES = 20;

export type TrailEvent = NonNullable<Activity['trail']>[number];

/** AWS CloudTrail: who called what. LookupEvents allows two requests a second in an account and region. */
export interface Trail {
  /**
   * Calls to the managed service that change something, newest first, with the applications that they name; found among the newest
   * thousand calls of the time.
   */
  events(
    from: Millis,
    to: Millis,
    signal: AbortSignal,
  ): Promise<Result<readonly (TrailEvent & { readonly applications: readonly string[] })[]>>;
  close(): void;
}

export function trail(options: AwsOptions, access: AwsAccess = awsAccess(options)): Trail {
  const client = access.prepare(new CloudTrailClient(access.config('cloudtrail')), 'cloudtrail');
  return {
    events: (from, to, abortSignal) =>
      awsResult(access.call('CloudTrail', 'cloudtrail:LookupEvents'), async () => {
        const found: TrailEntry[] = [];
        const ask = (NextToken: string | undefined) =>
          client.send(
            new LookupEventsCommand({
              LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'kinesisanalytics.amazonaws.com' }],
              StartTime: new Date(from),
              EndTime: new Date(to),
              MaxResults: PAGE,
              NextToken,
            }),
            { abortSignal },
          );
        for await (const page of pages(ask, ({ NextToken }) => NextToken, MOST_PAGES))
          found.push(...entriesOrThrow(page.Events, TrailEntry, 'Events'));
        return found.flatMap(({ changes, ...event }) => (changes ? [event] : [])).sort((a, b) => b.at - a.at);
      }),
    close: () => client.destroy(),
  };
}
