import type { Result } from '#shared/model/sourceError.ts';
import type { Accepted, ApplicationRequest } from '#shared/simulation/requests.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import type { AwsContext } from '../../service.ts';

/** Asks the simulated service; its refusals have the names and sentences of the service's exceptions. */
export function requestOf({ region }: AwsContext, request: ApplicationRequest): Result<Accepted, AwsError> {
  const answer = region.request(request);
  return answer.ok ? answer : refused(answer.error.kind, answer.error.message);
}

/** Of an operation that was begun. */
export const operationId = ({ operation }: Accepted): object => (operation === null ? {} : { OperationId: operation });
