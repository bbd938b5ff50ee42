import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { applicationName, pageLimit } from '../names.ts';
import { LARGEST_PAGE } from '../pages.ts';

export const listApplications = operation(
  'ListApplications',
  // In the service's model its token is of the type of a name.
  structure({}, { Limit: pageLimit, NextToken: applicationName }),
  ({ Limit, NextToken }, { region }) => {
    const page = pageOf(region.applications, {
      operation: 'ListApplications',
      filter: {},
      limit: Limit ?? LARGEST_PAGE,
      token: NextToken,
    });
    if (!page.ok) return refused('InvalidRequestException', 'The NextToken is not valid.');
    return ok({
      ApplicationSummaries: page.value.items.map((application) => ({
        ApplicationName: application.name,
        ApplicationARN: application.arn,
        ApplicationStatus: application.status,
        ApplicationVersionId: application.versionId,
        RuntimeEnvironment: application.settings.runtimeEnvironment,
        ApplicationMode: application.mode,
      })),
      NextToken: page.value.next,
    });
  },
);
