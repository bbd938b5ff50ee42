import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedOperation } from '#shared/simulation/requests.ts';
import { refused } from '../../awsError.ts';
import { oneOf, structure, text } from '../../input.ts';
import { epochSeconds, operation } from '../../service.ts';
import { findApplication } from '../applications/findApplication.ts';
import { invalidArgument } from '../arns.ts';
import { applicationName, nextToken, pageLimit } from '../names.ts';
import { LARGEST_PAGE, pageOfHistory } from '../pages.ts';

export const operationStatus = oneOf(['IN_PROGRESS', 'CANCELLED', 'SUCCESSFUL', 'FAILED']);
/** Of an operation, or its name. */
const shortText = text({ min: 1, max: 64 });

export const listApplicationOperations = operation(
  'ListApplicationOperations',
  structure(
    { ApplicationName: applicationName },
    { Limit: pageLimit, NextToken: nextToken, Operation: shortText, OperationStatus: operationStatus },
  ),
  ({ Limit, NextToken, ...filter }, context) => {
    const found = findApplication(context, filter.ApplicationName);
    if (!found.ok) return found;
    const wanted = found.value.operations.filter(
      ({ name, status }) =>
        (filter.Operation === undefined || filter.Operation === name) &&
        (filter.OperationStatus === undefined || filter.OperationStatus === status),
    );
    const page = pageOfHistory(wanted, {
      operation: 'ListApplicationOperations',
      filter,
      limit: Limit ?? LARGEST_PAGE,
      token: NextToken,
    });
    if (!page.ok) return invalidArgument('The NextToken is not valid.');
    return ok({
      ApplicationOperationInfoList: page.value.items.map((each) => ({
        Operation: each.name,
        OperationId: each.id,
        StartTime: epochSeconds(each.started),
        ...(each.ended === null ? {} : { EndTime: epochSeconds(each.ended) }),
        OperationStatus: each.status,
      })),
      NextToken: page.value.next,
    });
  },
);

export const describeApplicationOperation = operation(
  'DescribeApplicationOperation',
  structure({ ApplicationName: applicationName, OperationId: shortText }, {}),
  ({ ApplicationName, OperationId }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const { arn, operations } = found.value;
    const wanted = operations.find(({ id }) => id === OperationId);
    if (wanted === undefined) return refused('ResourceNotFoundException', `Application ${arn} has no operation ${OperationId}.`);
    return ok({
      ApplicationOperationInfoDetails: {
        Operation: wanted.name,
        StartTime: epochSeconds(wanted.started),
        // The service's model wants an end in every description: what is going on has come as far as now.
        EndTime: epochSeconds(wanted.ended ?? context.now),
        OperationStatus: wanted.status,
        ...changeOf(wanted),
        ...failureOf(wanted, operations),
      },
    });
  },
);

const changeOf = ({ fromVersion, toVersion }: SimulatedOperation): object =>
  fromVersion === null || toVersion === null || fromVersion === toVersion
    ? {}
    : {
        ApplicationVersionChangeDetails: {
          ApplicationVersionUpdatedFrom: fromVersion,
          ApplicationVersionUpdatedTo: toVersion,
        },
      };

/** What went wrong, and what the service has begun to put it right. */
function failureOf({ id, failure }: SimulatedOperation, operations: readonly SimulatedOperation[]): object {
  if (failure === null) return {};
  const rollback = operations.find(({ rollbackOf }) => rollbackOf === id);
  return {
    OperationFailureDetails: {
      ...(rollback === undefined ? {} : { RollbackOperationId: rollback.id }),
      ErrorInfo: { ErrorString: failure.message.slice(0, 512) },
    },
  };
}
