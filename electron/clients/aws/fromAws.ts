import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** Which call of which service failed. */
export interface AwsCall {
  /** In the user's words: “CloudWatch”. */
  readonly source: string;
  /** The IAM action that allows it: `cloudwatch:GetMetricData`. */
  readonly permission: string;
}

/** Runs one SDK call; what it throws becomes a value. */
export async function awsResult<T>(call: AwsCall, run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (thrown) {
    return failed(fromAws(thrown, call));
  }
}

/** The only code that knows AWS exception names. */
export function fromAws(thrown: unknown, { source, permission }: AwsCall): SourceError {
  const kind = kindOf(thrown);
  const [message, remedy] = words(kind, source, permission, detailOf(thrown));
  return { kind, source, message, remedy };
}

const KINDS: Readonly<Record<string, SourceErrorKind>> = {
  ExpiredToken: 'credentials-expired',
  ExpiredTokenException: 'credentials-expired',
  TokenRefreshRequired: 'credentials-expired',
  RequestExpired: 'credentials-expired',
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

export function kindOf(thrown: unknown): SourceErrorKind {
  if (!(thrown instanceof Error)) return 'unexpected';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (CONNECTION_ERRORS.test(code) || /CERT|ERR_TLS|ERR_SSL|LEAF_SIGNATURE/.test(code)) return 'unreachable';
  if (code === 'ETIMEDOUT') return 'timeout';
  if (thrown.name === 'CredentialsProviderError' && /expired/i.test(thrown.message)) return 'credentials-expired';
  const status = statusOf(thrown);
  // What stands between us and the service (a proxy, a load balancer) answers with a page of its own: its status says more.
  const known = thrown.name === 'SyntaxError' && status !== null && status >= 400 ? undefined : KINDS[thrown.name];
  if (known !== undefined) return known;
  if (status === 429) return 'throttled';
  if (status === 403) return 'access-denied';
  if (status !== null && status >= 500) return 'server-error';
  if (status !== null && status >= 400) return 'bad-request';
  return status === null ? 'unexpected' : 'bad-response';
}

function statusOf(thrown: Error): number | null {
  const metadata: unknown = '$metadata' in thrown ? thrown.$metadata : null;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return null;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}

/** The first line of what was said, short enough for a screen. */
function detailOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const line = (text.split('\n', 1)[0] ?? '').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function words(kind: SourceErrorKind, source: string, permission: string, detail: string): readonly [string, string] {
  const said = detail === '' ? '' : ` It said: ${/[.!?…]$/.test(detail) ? detail : `${detail}.`}`;
  switch (kind) {
    case 'credentials-expired':
      return [`The credentials for ${source} have expired.`, 'Sign in again (for SSO: `aws sso login`), then retry.'];
    case 'credentials-missing':
      return [`${source} got no credentials that it accepts.${said}`, 'Check the profile of this connection, or sign in.'];
    case 'access-denied':
      return [`${source} denied the call.`, `Allow ${permission} for this identity.`];
    case 'throttled':
      return [`${source} is throttling our requests.`, 'Nothing to do: the next tries come slower.'];
    case 'unreachable':
      return [`${source} does not answer.${said}`, 'Check the network, the region and the endpoint of this connection.'];
    case 'timeout':
      return [`${source} did not answer in time.`, 'Nothing to do if this passes; else check the network.'];
    case 'not-found':
      return [`${source} does not know what was asked for.${said}`, 'It may have been deleted; check the region.'];
    case 'not-running':
      return [`The application is not in a state that allows this.${said}`, 'Wait until the application is RUNNING.'];
    case 'bad-request':
      return [`${source} refused the request.${said}`, 'Check the endpoint and the region of this connection.'];
    case 'bad-response':
      return [`${source} answered something that is not its protocol.${said}`, 'Check the endpoint of this connection.'];
    case 'server-error':
      return [`${source} failed on its side.${said}`, 'Nothing to do if this passes; else see the AWS Health Dashboard.'];
    case 'unexpected':
      return [`${source} failed in an unexpected way.${said}`, 'Retry; if it stays, report it with this text.'];
  }
}
