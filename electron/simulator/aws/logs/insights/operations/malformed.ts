import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../../awsError.ts';
import { awsError } from '../../../awsError.ts';
import type { QueryFault } from '../language/syntax.ts';

export const malformed = ({ message, start, end }: QueryFault): Result<never, AwsError> =>
  failed({
    ...awsError('MalformedQueryException', message),
    details: { queryCompileError: { location: { startCharOffset: start, endCharOffset: end }, message } },
  });
