import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from '#shared/model/schema.ts';
import {
  OperationEntry,
  OperationFailure,
  SnapshotEntry,
  TagEntry,
  VersionDetail,
  VersionEntry,
} from '#electron/clients/aws/activities.ts';
import { AlarmEntry, HistoryEntry } from '#electron/clients/aws/alarms.ts';
import { ListedEntry, describeManaged } from '#electron/clients/aws/describeManaged.ts';
import { entriesOf } from '#electron/clients/aws/entries.ts';
import { fromAws } from '#electron/clients/aws/fromAws.ts';
import { complaints, profilesOf } from '#electron/clients/aws/listProfiles.ts';
import { LogEvent, QueryPage, columnsOf } from '#electron/clients/aws/logAnswers.ts';
import { metricResults } from '#electron/clients/aws/metricResults.ts';
import { TrailEntry } from '#electron/clients/aws/trailEntry.ts';
import { Activity } from '#shared/model/activity.ts';
import { Alarm } from '#shared/model/alarm.ts';
import { AwsProfile } from '#shared/model/profile.ts';
import { SourceError } from '#shared/model/sourceError.ts';
import { answers } from './answers.ts';
import { mutate, mutations, notFinite } from './mutate.ts';

// What the SDK hands over, damaged in every way: the SDK trusts the wire, so that its types are promises only.

const SEED = 20_261_130;

function sane(value: unknown): void {
  expect(notFinite(value)).toBeNull();
}
const each =
  (list: string, entry: z.ZodType, model?: z.ZodType) =>
  (page: Readonly<Record<string, unknown>>): void => {
    for (const found of entriesOf(page[list], entry)) {
      sane(found);
      if (model !== undefined) expect(model.safeParse(found).success).toBe(true);
    }
  };

const parsers: readonly (readonly [number, keyof typeof answers, (answer: Readonly<Record<string, unknown>>) => void])[] = [
  [3_000, 'ListApplications', each('ApplicationSummaries', ListedEntry)],
  [
    8_000,
    'DescribeApplication',
    ({ ApplicationDetail }) => {
      const described = describeManaged(ApplicationDetail);
      if (described.ok) sane(described.value);
      else expect(SourceError.safeParse(described.error).success).toBe(true);
    },
  ],
  [2_000, 'ListApplicationVersions', each('ApplicationVersionSummaries', VersionEntry, Activity.shape.versions.element)],
  [1_000, 'DescribeApplicationVersion', ({ ApplicationVersionDetail }) => sane(VersionDetail.parse(ApplicationVersionDetail))],
  [2_000, 'ListApplicationOperations', each('ApplicationOperationInfoList', OperationEntry, Activity.shape.operations.element)],
  [
    1_000,
    'DescribeApplicationOperation',
    ({ ApplicationOperationInfoDetails }) => sane(OperationFailure.parse(ApplicationOperationInfoDetails)),
  ],
  [2_000, 'ListApplicationSnapshots', each('SnapshotSummaries', SnapshotEntry, Activity.shape.snapshots.element)],
  [1_000, 'ListTagsForResource', each('Tags', TagEntry, Activity.shape.tags.element)],
  [6_000, 'DescribeAlarms', each('MetricAlarms', AlarmEntry, Alarm)],
  [3_000, 'DescribeAlarmHistory', each('AlarmHistoryItems', HistoryEntry)],
  [3_000, 'LookupEvents', each('Events', TrailEntry)],
  [2_000, 'FilterLogEvents', each('events', LogEvent)],
  [
    3_000,
    'GetQueryResults',
    (answer) => {
      const page = QueryPage.safeParse(answer);
      if (page.success) sane([page.data.statistics, columnsOf(page.data.rows)]);
    },
  ],
  [
    3_000,
    'GetMetricData',
    ({ MetricDataResults }) => {
      try {
        // A value may be NaN, which is kept apart from zero; a moment may not.
        for (const { series } of metricResults(MetricDataResults)) for (const [at] of series) sane(at);
      } catch (thrown) {
        expect(fromAws(thrown, { source: 'CloudWatch', permission: 'p' }).kind).toBe('bad-response');
      }
    },
  ],
];

describe('damaged answers of AWS', () => {
  it.each(parsers)(
    '%i of %s',
    (runs, operation, read) => {
      fc.assert(
        fc.property(mutations, (changes) => {
          const answer = mutate(answers[operation], changes);
          if (typeof answer === 'object' && answer !== null) read({ ...answer });
        }),
        { seed: SEED, numRuns: runs },
      );
    },
    240_000,
  );

  it('6000 exceptions of every shape become values', () => {
    const thrown = {
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      code: 'ECONNREFUSED',
      $metadata: { httpStatusCode: 400 },
      $fault: 'client',
    };
    fc.assert(
      fc.property(mutations, fc.string(), fc.boolean(), (changes, name, isError) => {
        const value = mutate({ ...thrown, name }, changes);
        const what =
          isError && typeof value === 'object' && value !== null ? Object.assign(new Error('x'), definable(value)) : value;
        const error = fromAws(what, { source: 'CloudWatch', permission: 'cloudwatch:GetMetricData', profile: name });
        expect(SourceError.safeParse(error).success).toBe(true);
      }),
      { seed: SEED, numRuns: 6_000 },
    );
  }, 240_000);
});

/** Functions of errors are not replaced: those that print them are the test's own. */
const definable = (value: object) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__'));

describe('damaged profiles', () => {
  const files = {
    config: {
      default: { region: 'eu-west-1' },
      sso: { sso_session: 'corp', sso_account_id: '1', region: 'us-east-1' },
      'sso-session.corp': { sso_start_url: 'https://corp.awsapps.com/start', sso_region: 'eu-west-1' },
      role: { role_arn: 'arn:aws:iam::123456789012:role/r', source_profile: 'default', mfa_serial: 'arn' },
    },
    credentials: { default: { aws_access_key_id: 'AKIA', aws_secret_access_key: 'topsecret' } },
  };

  it('5000 of sections', () => {
    fc.assert(
      fc.property(mutations, (changes) => {
        const value = mutate(files, changes);
        const { config, credentials } = {
          config: undefined,
          credentials: undefined,
          ...(typeof value === 'object' ? value : {}),
        };
        for (const profile of profilesOf(config, credentials)) expect(AwsProfile.safeParse(profile).success).toBe(true);
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  }, 240_000);

  it('5000 of texts', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '[profile a]',
        '[default]',
        '[',
        '[]',
        '= x',
        'a = b',
        '  nested = 1',
        '# c',
        '[profile "b"] ; x',
        '[__proto__]',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, isConfig) => {
        for (const complaint of complaints(lines.join('\n'), isConfig)) expect(complaint).toMatch(/\S/);
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  }, 240_000);
});
