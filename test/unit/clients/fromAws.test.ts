import { describe, expect, it } from 'vitest';
import { fromAws } from '#electron/clients/aws/fromAws.ts';

const call = { source: 'CloudWatch', permission: 'cloudwatch:GetMetricData' };
const thrown = (name: string, message = 'Something.', extra: object = {}): Error =>
  Object.assign(new Error(message), { name }, extra);
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('fromAws', () => {
  it.each([
    ['credentials-expired', thrown('ExpiredTokenException')],
    [
      'credentials-expired',
      thrown('CredentialsProviderError', 'Token is expired. To refresh this SSO session run aws sso login'),
    ],
    ['credentials-missing', thrown('CredentialsProviderError', 'Could not load credentials from any providers')],
    ['credentials-missing', thrown('UnrecognizedClientException')],
    ['access-denied', thrown('AccessDeniedException')],
    ['throttled', thrown('ThrottlingException', 'Rate exceeded', status(400))],
    ['throttled', thrown('SomethingNew', 'Slow down', status(429))],
    ['not-found', thrown('ResourceNotFoundException')],
    ['not-running', thrown('ResourceInUseException')],
    ['bad-request', thrown('InvalidArgumentException')],
    ['bad-request', thrown('SomethingNew', 'No', status(418))],
    ['timeout', thrown('TimeoutError')],
    ['timeout', thrown('Error', 'connect', { code: 'ETIMEDOUT' })],
    ['unreachable', thrown('Error', 'connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' })],
    ['unreachable', thrown('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' })],
    ['unreachable', thrown('Error', 'self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', name: 'Error' })],
    ['server-error', thrown('InternalFailure')],
    ['server-error', thrown('SomethingNew', 'Oops', status(500))],
    ['bad-response', thrown('SyntaxError', 'Unexpected token <', status(200))],
    ['server-error', thrown('SyntaxError', 'Unexpected token <', status(502))],
    ['unexpected', 'a string'],
    ['unexpected', thrown('TypeError', 'x is undefined')],
  ])('%s: %o', (kind, what) => {
    const error = fromAws(what, call);
    expect(error.kind).toBe(kind);
    expect(error.source).toBe('CloudWatch');
    expect(error.message).toMatch(/\S/);
    expect(error.remedy).toMatch(/\.$/);
  });

  it('tells what to do about a missing permission', () => {
    expect(fromAws(thrown('AccessDeniedException'), call).remedy).toBe('Allow cloudwatch:GetMetricData for this identity.');
  });

  it('keeps a long message short, and to its first line', () => {
    const { message } = fromAws(thrown('InvalidArgumentException', `${'x'.repeat(1000)}\nsecond line`), call);
    expect(message.length).toBeLessThan(400);
    expect(message).not.toContain('second line');
  });
});

describe('failures that need words of their own', () => {
  const at = (profile: string | null) => ({ ...call, profile });

  it.each([
    ['bad-request', 'clock', thrown('RequestTimeTooSkewed')],
    ['bad-request', 'clock', thrown('InvalidSignatureException', 'Signature expired: 20261124T120000Z is now earlier than …')],
    ['bad-request', 'clock', thrown('SignatureDoesNotMatch', 'Signature not yet current: …')],
    ['credentials-missing', 'profile', thrown('InvalidSignatureException', 'The request signature we calculated does not match')],
    [
      'credentials-expired',
      'aws sso login',
      thrown(
        'CredentialsProviderError',
        'The SSO session associated with this profile is invalid.\
 To refresh this SSO session run aws sso login with the corresponding profile.',
      ),
    ],
    [
      'credentials-expired',
      'aws sso login',
      thrown('CredentialsProviderError', 'UnauthorizedException: Session token not found or invalid'),
    ],
    ['access-denied', 'code', thrown('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.')],
    [
      'credentials-missing',
      'enable',
      thrown('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    ],
    ['access-denied', 'Enable the region', thrown('OptInRequired')],
    ['unreachable', 'region', thrown('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND', name: 'Error' })],
    ['unreachable', 'HTTPS_PROXY', thrown('Error', 'Proxy response (407)', { code: 'ERR_PROXY_TUNNEL', name: 'Error' })],
    ['unreachable', 'HTTPS_PROXY', thrown('Unknown', '', status(407))],
    ['unreachable', 'NODE_EXTRA_CA_CERTS', thrown('Error', 'self-signed', { code: 'SELF_SIGNED_CERT_IN_CHAIN', name: 'Error' })],
    ['unreachable', 'NODE_EXTRA_CA_CERTS', thrown('Error', 'no', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', name: 'Error' })],
    [
      'credentials-missing',
      'aws configure',
      thrown('CredentialsProviderError', 'Could not resolve credentials using profile: [x]'),
    ],
  ])('%s, with “%s” in what to do', (kind, remedy, what) => {
    const error = fromAws(what, call);
    expect(error.kind).toBe(kind);
    expect(error.remedy).toContain(remedy);
    expect(`${error.message} ${error.remedy}`).not.toMatch(/[{}]/);
    expect(error.message).toMatch(/[.…]$/);
  });

  it('name the profile where there is one, as a shell takes it', () => {
    const expired = thrown('CredentialsProviderError', 'Token is expired. To refresh this SSO session run aws sso login');
    expect(fromAws(expired, at('prod')).remedy).toContain('`aws sso login --profile prod`');
    expect(fromAws(expired, at('my prod $&')).remedy).toContain("`aws sso login --profile 'my prod $&'`");
    expect(fromAws(expired, at(null)).remedy).toContain('`aws sso login`');
    expect(fromAws(thrown('ExpiredTokenException'), at('prod')).remedy).toContain('`aws sso login --profile prod`');
  });

  it('name the action that was denied, and the policy that forbids it', () => {
    const denied = (said: string) => fromAws(thrown('AccessDeniedException', said), call);
    expect(denied('User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on resource: x')).toMatchObject({
      message: 'CloudWatch denied the call: sts:AssumeRole.',
      remedy: 'Allow sts:AssumeRole for this identity.',
    });
    const forbidden = 'not authorized to perform: cloudwatch:GetMetricData with an explicit deny in a service control policy';
    expect(denied(forbidden).remedy).toContain('service control');
    expect(denied(forbidden).message).toBe('CloudWatch denied the call.');
  });

  it('say no word of a constructor or of what is no text', () => {
    expect(fromAws(thrown('constructor'), call).kind).toBe('unexpected');
    expect(fromAws(Object.assign(new Error('x'), { message: null, name: 7, code: {} }), call).kind).toBe('unexpected');
  });
});
