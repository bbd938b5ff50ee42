import {
  CreateApplicationPresignedUrlCommand,
  DescribeApplicationCommand,
  KinesisAnalyticsV2Client,
  ListApplicationsCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import type { ApplicationSummary } from '@aws-sdk/client-kinesis-analytics-v2';
import type { Activity } from '#shared/model/activity.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { AwsOptions } from './awsOptions.ts';
import { clientConfig } from './awsOptions.ts';
import { describeManaged, listedManaged } from './describeManaged.ts';
import type { ListedApplication, ManagedApplication } from './describeManaged.ts';
import { awsResult } from './fromAws.ts';

const SOURCE = 'Managed Service for Apache Flink';
/** Sessions of the Flink dashboard last between 30 minutes and 12 hours (API 2018-05-23). */
const SESSION_SECONDS = 43_200;

/** Amazon Managed Service for Apache Flink (API `kinesisanalyticsv2`), read-only. */
export interface ManagedService {
  list(signal: AbortSignal): Promise<Result<readonly ListedApplication[]>>;
  describe(name: string, signal: AbortSignal): Promise<Result<ManagedApplication>>;
  /** An address of the application's Flink dashboard: to be opened within 3 minutes, and a secret. */
  presignedUrl(name: string, signal: AbortSignal): Promise<Result<{ readonly url: string; readonly seconds: number }>>;
  /** Newest first. */
  versions(name: string, signal: AbortSignal): Promise<Result<Activity['versions']>>;
  /** Newest first; the failure of a failed one is asked for. */
  operations(name: string, signal: AbortSignal): Promise<Result<Activity['operations']>>;
  /** Newest first, all pages. */
  snapshots(name: string, signal: AbortSignal): Promise<Result<Activity['snapshots']>>;
  tags(arn: string, signal: AbortSignal): Promise<Result<Activity['tags']>>;
  close(): void;
}

export function managedService(options: AwsOptions): ManagedService {
  const client = new KinesisAnalyticsV2Client(clientConfig(options));
  const call = (action: string) => ({ source: SOURCE, permission: `kinesisanalytics:${action}` });

  return {
    list: (signal) =>
      awsResult(call('ListApplications'), async () => {
        const found: ApplicationSummary[] = [];
        let token: string | undefined;
        do {
          const page = await client.send(
            new ListApplicationsCommand({ Limit: 50, ...(token === undefined ? {} : { NextToken: token }) }),
            { abortSignal: signal },
          );
          found.push(...(page.ApplicationSummaries ?? []));
          token = page.NextToken === '' ? undefined : page.NextToken;
        } while (token !== undefined);
        return found.flatMap(listedManaged);
      }),
    async describe(name, signal) {
      const answer = await awsResult(call('DescribeApplication'), () =>
        client.send(new DescribeApplicationCommand({ ApplicationName: name }), { abortSignal: signal }),
      );
      if (!answer.ok) return answer;
      return describeManaged(answer.value.ApplicationDetail);
    },
    async presignedUrl(name, signal) {
      const answer = await awsResult(call('CreateApplicationPresignedUrl'), () =>
        client.send(
          new CreateApplicationPresignedUrlCommand({
            ApplicationName: name,
            UrlType: 'FLINK_DASHBOARD_URL',
            SessionExpirationDurationInSeconds: SESSION_SECONDS,
          }),
          { abortSignal: signal },
        ),
      );
      if (!answer.ok) return answer;
      const url = answer.value.AuthorizedUrl;
      if (url !== undefined && URL.canParse(url)) return { ok: true, value: { url, seconds: SESSION_SECONDS } };
      return failed({
        kind: 'bad-response',
        source: SOURCE,
        message: 'CreateApplicationPresignedUrl answered without an address.',
        remedy: 'Nothing to do if this passes; else check the endpoint of this connection.',
      });
    },
    versions: () => Promise.reject(new Error('not built')),
    operations: () => Promise.reject(new Error('not built')),
    snapshots: () => Promise.reject(new Error('not built')),
    tags: () => Promise.reject(new Error('not built')),
    close: () => client.destroy(),
  };
}
