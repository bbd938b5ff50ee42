import {
  DescribeApplicationOperationCommand,
  DescribeApplicationVersionCommand,
  ListApplicationOperationsCommand,
  ListApplicationSnapshotsCommand,
  ListApplicationVersionsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import type { KinesisAnalyticsV2Client } from '@aws-sdk/client-kinesis-analytics-v2';
import type { Activity } from '#shared/model/activity.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import {
  OperationEntry,
  OperationFailure,
  SnapshotEntry,
  TagEntry,
  VersionDetail,
  VersionEntry,
  byCreation,
  byStart,
  byVersion,
} from './activities.ts';
import { entriesOf } from './entries.ts';
import type { AwsCall } from './fromAws.ts';
import { awsResult } from './fromAws.ts';
import { pages } from './pages.ts';

/** Of so many of the newest versions is asked when they were made, and of so many failed operations, what failed: each is a request. */
const MOST_DETAILS = 10;
/** Entries of a page: the most that the API gives. */
const PAGE = 50;

/** What happened to an application, as the managed service tells it. */
export interface ApplicationHistory {
  /** Newest first; when they were made is asked for the newest ten, once each. */
  versions(name: string, signal: AbortSignal): Promise<Result<Activity['versions']>>;
  /** Newest first; the failure of a failed one is asked for, once, of the newest ten. */
  operations(name: string, signal: AbortSignal): Promise<Result<Activity['operations']>>;
  /** Newest first, all pages. */
  snapshots(name: string, signal: AbortSignal): Promise<Result<Activity['snapshots']>>;
  tags(arn: string, signal: AbortSignal): Promise<Result<Activity['tags']>>;
}

export function applicationHistory(client: KinesisAnalyticsV2Client, call: (action: string) => AwsCall): ApplicationHistory {
  // A version's making and a failure never change: what was told once is kept, by application.
  const made = new Map<string, Map<number, Millis>>();
  const failures = new Map<string, Map<string, string>>();

  const madeAt = async (name: string, version: number, abortSignal: AbortSignal): Promise<Millis | null> => {
    const answer = await awsResult(call('DescribeApplicationVersion'), () =>
      client.send(new DescribeApplicationVersionCommand({ ApplicationName: name, ApplicationVersionId: version }), {
        abortSignal,
      }),
    );
    return answer.ok ? VersionDetail.parse(answer.value.ApplicationVersionDetail) : null;
  };

  const failureOf = async (name: string, id: string, abortSignal: AbortSignal): Promise<string | null> => {
    const answer = await awsResult(call('DescribeApplicationOperation'), () =>
      client.send(new DescribeApplicationOperationCommand({ ApplicationName: name, OperationId: id }), { abortSignal }),
    );
    return answer.ok ? OperationFailure.parse(answer.value.ApplicationOperationInfoDetails) : null;
  };

  return {
    async versions(name, abortSignal) {
      const listed = await awsResult(call('ListApplicationVersions'), async () => {
        const found: Activity['versions'] = [];
        const ask = (NextToken: string | undefined) =>
          client.send(new ListApplicationVersionsCommand({ ApplicationName: name, Limit: PAGE, NextToken }), { abortSignal });
        for await (const page of pages(ask, ({ NextToken }) => NextToken))
          found.push(...entriesOf(page.ApplicationVersionSummaries, VersionEntry));
        return found.sort(byVersion);
      });
      if (!listed.ok) return listed;
      const known = made.get(name) ?? new Map<number, Millis>();
      // Versions that are no more: it is another application by the same name.
      if ([...known.keys()].some((version) => version > (listed.value[0]?.version ?? 0))) known.clear();
      made.set(name, known);
      for (const { version } of listed.value.slice(0, MOST_DETAILS)) {
        if (known.has(version)) continue;
        const at = await madeAt(name, version, abortSignal);
        // It is refused, or the time is over: the others would fare the same.
        if (at === null) break;
        known.set(version, at);
      }
      return ok(listed.value.map((each) => ({ ...each, at: known.get(each.version) ?? null })));
    },

    async operations(name, abortSignal) {
      const listed = await awsResult(call('ListApplicationOperations'), async () => {
        const found: Activity['operations'] = [];
        const ask = (NextToken: string | undefined) =>
          client.send(new ListApplicationOperationsCommand({ ApplicationName: name, Limit: PAGE, NextToken }), { abortSignal });
        for await (const page of pages(ask, ({ NextToken }) => NextToken))
          found.push(...entriesOf(page.ApplicationOperationInfoList, OperationEntry));
        return found.sort(byStart);
      });
      if (!listed.ok) return listed;
      const known = failures.get(name) ?? new Map<string, string>();
      failures.set(name, known);
      for (const { id } of listed.value.filter(({ status }) => status === 'FAILED').slice(0, MOST_DETAILS)) {
        if (known.has(id)) continue;
        const failure = await failureOf(name, id, abortSignal);
        if (failure === null) break;
        known.set(id, failure);
      }
      return ok(listed.value.map((each) => ({ ...each, failure: known.get(each.id) ?? null })));
    },

    snapshots: (name, abortSignal) =>
      awsResult(call('ListApplicationSnapshots'), async () => {
        const found: Activity['snapshots'] = [];
        const ask = (NextToken: string | undefined) =>
          client.send(new ListApplicationSnapshotsCommand({ ApplicationName: name, Limit: PAGE, NextToken }), { abortSignal });
        for await (const page of pages(ask, ({ NextToken }) => NextToken))
          found.push(...entriesOf(page.SnapshotSummaries, SnapshotEntry));
        return found.sort(byCreation);
      }),

    tags: (arn, abortSignal) =>
      awsResult(call('ListTagsForResource'), async () => {
        const answer = await client.send(new ListTagsForResourceCommand({ ResourceARN: arn }), { abortSignal });
        return entriesOf(answer.Tags, TagEntry);
      }),
  };
}
