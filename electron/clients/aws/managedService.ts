import {
  CreateApplicationPresignedUrlCommand,
  DescribeApplicationCommand,
  KinesisAnalyticsV2Client,
  ListApplicationsCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { ApplicationHistory } from './applicationHistory.ts';
import { applicationHistory } from './applicationHistory.ts';
import type { AwsAccess } from './awsAccess.ts';
import { awsAccess } from './awsAccess.ts';
import type { AwsOptions } from './awsOptions.ts';
import { ListedEntry, describeManaged } from './describeManaged.ts';
import type { ListedApplication, ManagedApplication } from './describeManaged.ts';
import { entriesOrThrow } from './entries.ts';
import { awsResult } from './fromAws.ts';
import { pages } from './pages.ts';

const SOURCE = 'Managed Service for Apache Flink';
/** Sessions of the Flink dashboard last between 30 minutes and 12 hours (API 2018-05-23). */
const SESSION_SECONDS = 43_200;

/** Amazon Managed Service for Apache Flink (API `kinesisanalyticsv2`), read-only. */
export interface ManagedService extends ApplicationHistory {
  list(signal: AbortSignal): Promise<Result<readonly ListedApplication[]>>;
  describe(name: string, signal: AbortSignal): Promise<Result<ManagedApplication>>;
  /** An address of the application's Flink dashboard: to be opened within 3 minutes, and a secret. */
  presignedUrl(name: string, signal: AbortSignal): Promise<Result<{ readonly url: string; readonly seconds: number }>>;
  close(): void;
}

export function managedService(options: AwsOptions, access: AwsAccess = awsAccess(options)): ManagedService {
  const client = access.prepare(new KinesisAnalyticsV2Client(access.config('kinesisanalytics')), 'kinesisanalytics');
  const call = (action: string) => access.call(SOURCE, `kinesisanalytics:${action}`);

  return {
    list: (signal) =>
      awsResult(call('ListApplications'), async () => {
        const found: ListedApplication[] = [];
        const ask = (NextToken: string | undefined) =>
          client.send(new ListApplicationsCommand({ Limit: 50, NextToken }), { abortSignal: signal });
        for await (const page of pages(ask, ({ NextToken }) => NextToken))
          found.push(...entriesOrThrow(page.ApplicationSummaries, ListedEntry, 'ApplicationSummaries'));
        return found;
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
      if (typeof url === 'string' && URL.canParse(url)) return { ok: true, value: { url, seconds: SESSION_SECONDS } };
      return failed({
        kind: 'bad-response',
        source: SOURCE,
        message: 'CreateApplicationPresignedUrl answered without an address.',
        remedy: 'Nothing to do if this passes; else check the endpoint of this connection.',
      });
    },
    ...applicationHistory(client, call),
    close: () => client.destroy(),
  };
}
