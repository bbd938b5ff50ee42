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
