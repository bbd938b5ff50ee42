import type { SourceErrorKind } from '#shared/model/sourceError.ts';

/** What is known of a failure beyond its kind: what happened, as the end of a sentence about the source, and what to do. */
interface Situation {
  readonly kind: SourceErrorKind;
  /** After the source's name. */
  readonly happened: string;
  readonly remedy: string;
  /** What was said belongs to it: the host that was not found, the certificate that is not trusted. */
  readonly quotes: boolean;
}

/** Failures that need other words than others of their kind. `{profile}` is the connection's. */
export const situations = {
  'clock-is-off': {
    quotes: true,
    kind: 'bad-request',
    happened: 'refuses the request because this machine’s clock is off by more than five minutes.',
    remedy: 'Set the clock of this machine, and let it be kept by the network.',
  },
  'signed-out': {
    quotes: false,
    kind: 'credentials-expired',
    happened: 'cannot be asked: the login (SSO) has expired or was never made.',
    remedy: 'Run `aws sso login{profile}`; the next try takes it up.',
  },
  'wrong-code': {
    quotes: false,
    kind: 'access-denied',
    happened: 'cannot be asked: the code of the MFA device was not accepted.',
    remedy: 'Enter the code that the device shows now; each is taken once.',
  },
  'code-unasked': {
    quotes: false,
    kind: 'credentials-missing',
    happened: 'cannot be asked: the role wants a code of an MFA device, and a test has nobody to ask for it.',
    remedy: 'Save the connection and switch it on: it asks for the code when it needs it.',
  },
  'no-such-profile': {
    quotes: false,
    kind: 'credentials-missing',
    happened: 'cannot be asked: the profile{named} is not in the shared config files, or holds no credentials.',
    remedy: 'Choose a profile that exists, or make it with `aws configure{profile}` or `aws configure sso{profile}`.',
  },
  'keys-unknown': {
    quotes: true,
    kind: 'credentials-missing',
    happened: 'does not know the access key.',
    remedy:
      'Check the profile of this connection; in a region that has to be enabled first, enable it for the account (Account, AWS Regions).',
  },
  'region-off': {
    quotes: true,
    kind: 'access-denied',
    happened: 'is not open to this account in this region.',
    remedy: 'Enable the region for the account (Account, AWS Regions), or choose another.',
  },
  'no-such-host': {
    quotes: true,
    kind: 'unreachable',
    happened: 'has no address that can be found.',
    remedy: 'Check the region and the endpoint for typing errors, then the network, its DNS and the VPN.',
  },
  'proxy-refuses': {
    quotes: true,
    kind: 'unreachable',
    happened: 'cannot be reached: the proxy refuses to connect.',
    remedy: 'Check HTTPS_PROXY (name and password of the proxy, if it wants them) and NO_PROXY where Streamgauge was started.',
  },
  'not-trusted': {
    quotes: true,
    kind: 'unreachable',
    happened: 'shows a certificate that is not trusted here.',
    remedy:
      'Check the endpoint; where a company’s proxy opens TLS, name its certificate in NODE_EXTRA_CA_CERTS where Streamgauge is started.',
  },
} as const satisfies Record<string, Situation>;

export type SituationName = keyof typeof situations;

/** What an exception says of itself. The SDK makes some of what a service answered, whatever that was: not all of it need be text. */
export function wordsIn(thrown: Error): { readonly name: string; readonly message: string; readonly code: string } {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { name: text(thrown.name), message: text(thrown.message), code: 'code' in thrown ? text(thrown.code) : '' };
}

/** Which of them it is; null: none, its kind says it all. */
export function situationOf(thrown: Error): SituationName | null {
  const { name, message, code } = wordsIn(thrown);
  if (/TooSkewed|^RequestExpired$|^RequestInTheFuture$/.test(name)) return 'clock-is-off';
  if (/Signature(DoesNotMatch|Exception)|AuthFailure/.test(name) && /signature (expired|not yet current)/i.test(message))
    return 'clock-is-off';
  if (/MultiFactorAuthentication failed/i.test(message)) return 'wrong-code';
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(name)) return ofCredentials(message);
  if (/^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId)$/.test(name)) return 'keys-unknown';
  if (/^(OptInRequired|SubscriptionRequiredException|RegionDisabledException)$/.test(name)) return 'region-off';
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'no-such-host';
  if (/PROXY/.test(code) || isProxyLogin(thrown)) return 'proxy-refuses';
  if (/CERT|ERR_TLS|ERR_SSL|LEAF_SIGNATURE|ISSUER/.test(code)) return 'not-trusted';
  return null;
}

function ofCredentials(message: string): SituationName | null {
  if (/cannot be asked for here/.test(message)) return 'code-unasked';
  if (/expired|sso login|session token not found or invalid/i.test(message)) return 'signed-out';
  if (/could not resolve credentials using profile|profile .*(not found|could not be found)/i.test(message))
    return 'no-such-profile';
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'no-such-host';
  return null;
}

/** 407, from something in between: no service answers so. */
function isProxyLogin(thrown: Error): boolean {
  const metadata: unknown = '$metadata' in thrown ? thrown.$metadata : null;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata && metadata.httpStatusCode === 407;
}
