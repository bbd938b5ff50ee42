import { describe, expect, it } from 'vitest';
import type { Conversation } from '../support/conversation.ts';
import { runInPython } from '../support/python.ts';

/** The AWS command line, with what one on call types. */
export function commandLine(talk: Conversation): void {
  const aws = (...args: string[]) => {
    const { endpoint, accessKeyId, secretAccessKey, region } = talk.simulator;
    return runInPython('aws', [...args, '--endpoint-url', endpoint, '--output', 'json'], {
      env: {
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_DEFAULT_REGION: region,
        AWS_CONFIG_FILE: '',
        AWS_SHARED_CREDENTIALS_FILE: '',
      },
    });
  };
  const json = async (...args: string[]) => JSON.parse(await aws(...args)) as Readonly<Record<string, unknown>>;

  describe('the AWS command line', () => {
    it('lists the applications', async () => {
      const { ApplicationSummaries } = await talk.good('kinesisanalyticsv2', 'ListApplications', {}, { pages: 50 });
      expect((await json('kinesisanalyticsv2', 'list-applications'))['ApplicationSummaries']).toEqual(ApplicationSummaries);
    });

    it('says which application is not there', async () => {
      await expect(aws('kinesisanalyticsv2', 'describe-application', '--application-name', 'none')).rejects.toThrow(
        /ResourceNotFoundException.*none/s,
      );
    });

    it('lists metrics, groups of logs, events and streams, and says who one is', async () => {
      const namespace = ['--namespace', 'AWS/KinesisAnalytics', '--metric-name', 'numRestarts', '--max-items', '3'];
      expect((await json('cloudwatch', 'list-metrics', ...namespace))['Metrics']).toHaveLength(3);
      const { logGroups } = await json('logs', 'describe-log-groups', '--max-items', '2');
      expect(logGroups).toHaveLength(2);
      const [{ logGroupName } = { logGroupName: '' }] = logGroups as readonly { readonly logGroupName: string }[];
      const found = await json(
        'logs',
        'filter-log-events',
        '--log-group-name',
        logGroupName,
        '--filter-pattern',
        'INFO',
        '--max-items',
        '1',
      );
      expect(found['events']).toHaveLength(1);
      expect((await json('cloudtrail', 'lookup-events', '--max-items', '1'))['Events']).toHaveLength(1);
      expect((await json('kinesis', 'list-streams'))['StreamNames']).not.toEqual([]);
      expect(await json('sts', 'get-caller-identity')).toMatchObject({ Account: '123456789012' });
    });
  });
}
