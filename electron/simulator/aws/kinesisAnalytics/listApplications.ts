import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../awsError.ts';
import { integer, structure, text } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import { operation } from '../service.ts';

export const listApplications = operation(
  'ListApplications',
  structure({}, { Limit: integer({ min: 1, max: 50 }), NextToken: text({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' }) }),
  ({ Limit = 50, NextToken }, { region }) => {
    const tokens = pageTokens('ListApplications', {});
    const place = tokens.read(NextToken, 1);
    if (!place.ok) return refused('InvalidRequestException', 'The NextToken is not valid.');
    const [from = 0] = place.value;
    const page = region.applications.slice(from, from + Limit);
    return ok({
      ApplicationSummaries: page.map((application) => ({
        ApplicationName: application.name,
        ApplicationARN: application.arn,
        ApplicationStatus: application.status,
        ApplicationVersionId: application.versionId,
        RuntimeEnvironment: application.runtimeEnvironment,
        ApplicationMode: application.mode,
      })),
      ...(from + Limit < region.applications.length ? { NextToken: tokens.write([from + Limit]) } : {}),
    });
  },
);
