import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { versionDetail } from '../applications/applicationDetail.ts';
import { findApplication } from '../applications/findApplication.ts';
import { invalidArgument } from '../arns.ts';
import { applicationName, nextToken, pageLimit, versionId } from '../names.ts';
import { LARGEST_PAGE, pageOfHistory } from '../pages.ts';

export const listApplicationVersions = operation(
  'ListApplicationVersions',
  structure({ ApplicationName: applicationName }, { Limit: pageLimit, NextToken: nextToken }),
  ({ ApplicationName, Limit, NextToken }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const page = pageOfHistory(found.value.versions, {
      operation: 'ListApplicationVersions',
      filter: { ApplicationName },
      limit: Limit ?? LARGEST_PAGE,
      token: NextToken,
    });
    if (!page.ok) return invalidArgument('The NextToken is not valid.');
    return ok({
      ApplicationVersionSummaries: page.value.items.map(({ id, status }) => ({
        ApplicationVersionId: id,
        ApplicationStatus: status,
      })),
      NextToken: page.value.next,
    });
  },
);

export const describeApplicationVersion = operation(
  'DescribeApplicationVersion',
  structure({ ApplicationName: applicationName, ApplicationVersionId: versionId }, {}),
  ({ ApplicationName, ApplicationVersionId }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const version = found.value.versions.find(({ id }) => id === ApplicationVersionId);
    if (version === undefined)
      return refused('ResourceNotFoundException', `Application ${found.value.arn} has no version ${ApplicationVersionId}.`);
    return ok({ ApplicationVersionDetail: versionDetail(found.value, version) });
  },
);
