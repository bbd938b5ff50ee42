import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';

/** An error as a service names it. */
export interface AwsError {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** Members of the error beside its message. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export const awsError = (code: string, message: string, status = 400): AwsError => ({ code, message, status });

/** A refusal, ready to be returned by an operation. */
export const refused = (code: string, message: string, status = 400): Result<never, AwsError> =>
  failed(awsError(code, message, status));
