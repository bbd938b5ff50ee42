import type { SourceErrorKind } from '#shared/model/sourceError.ts';
import { situationOf, situations, wordsIn } from './awsSituations.ts';

const KINDS: Readonly<Record<string, SourceErrorKind>> = {
  ExpiredToken: 'credentials-expired',
  ExpiredTokenException: 'credentials-expired',
  TokenRefreshRequired: 'credentials-expired',
  UnauthorizedException: 'credentials-expired',
  SSOTokenProviderFailure: 'credentials-expired',
  CredentialsProviderError: 'credentials-missing',
  CodeAwaited: 'credentials-missing',
  TokenProviderError: 'credentials-missing',
  MissingAuthenticationToken: 'credentials-missing',
  MissingAuthenticationTokenException: 'credentials-missing',
  UnrecognizedClientException: 'credentials-missing',
  InvalidClientTokenId: 'credentials-missing',
  InvalidAccessKeyId: 'credentials-missing',
  SignatureDoesNotMatch: 'credentials-missing',
  InvalidSignatureException: 'credentials-missing',
  IncompleteSignature: 'credentials-missing',
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  UnauthorizedOperation: 'access-denied',
  NotAuthorized: 'access-denied',
  OptInRequired: 'access-denied',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  ThrottledException: 'throttled',
  RequestLimitExceeded: 'throttled',
  LimitExceededException: 'throttled',
  LimitExceededFault: 'throttled',
  TooManyRequestsException: 'throttled',
  ProvisionedThroughputExceededException: 'throttled',
  ResourceNotFoundException: 'not-found',
  ResourceNotFound: 'not-found',
  ResourceInUseException: 'not-running',
  InvalidApplicationConfigurationException: 'not-running',
  UnsupportedOperationException: 'not-running',
  ValidationException: 'bad-request',
  ValidationError: 'bad-request',
  InvalidRequestException: 'bad-request',
  InvalidArgumentException: 'bad-request',
  InvalidParameterException: 'bad-request',
  InvalidParameterValue: 'bad-request',
  InvalidParameterCombination: 'bad-request',
  UnknownOperationException: 'bad-request',
  TimeoutError: 'timeout',
  RequestTimeout: 'timeout',
  RequestTimeoutException: 'timeout',
  AbortError: 'timeout',
  ServiceUnavailable: 'server-error',
  ServiceUnavailableException: 'server-error',
  InternalFailure: 'server-error',
  InternalServerError: 'server-error',
  InternalServiceFault: 'server-error',
  SyntaxError: 'bad-response',
  BadAnswer: 'bad-response',
};

/** Node's names for a connection that could not be made or was lost. */
const CONNECTION_ERRORS = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|EADDRNOTAVAIL|EPROTO)$/;

/** What kind of failure an exception of the SDK is. */
export function kindOf(thrown: unknown): SourceErrorKind {
  if (!(thrown instanceof Error)) return 'unexpected';
  const known = situationOf(thrown);
  if (known !== null) return situations[known].kind;
  const { name, code } = wordsIn(thrown);
  if (CONNECTION_ERRORS.test(code)) return 'unreachable';
  if (code === 'ETIMEDOUT') return 'timeout';
  const status = statusOf(thrown);
  // What stands between us and the service (a proxy, a load balancer) answers with a page of its own: its status says more.
  const isPage = name === 'SyntaxError' && status !== null && status >= 400;
  const named = isPage || !Object.hasOwn(KINDS, name) ? undefined : KINDS[name];
  if (named !== undefined) return named;
  if (status === 429) return 'throttled';
  if (status === 403) return 'access-denied';
  if (status !== null && status >= 500) return 'server-error';
  if (status !== null && status >= 400) return 'bad-request';
  return status === null ? 'unexpected' : 'bad-response';
}

/** The status of the answer that an exception came with, if there was one. */
function statusOf(thrown: Error): number | null {
  const metadata: unknown = '$metadata' in thrown ? thrown.$metadata : null;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return null;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}
