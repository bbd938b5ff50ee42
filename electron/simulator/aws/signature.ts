import { createHash, createHmac } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import { sameText } from '../../sameText.ts';
import type { SimulatorRequest } from '../http/request.ts';
import type { AwsError } from './awsError.ts';
import { refused } from './awsError.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Who asks, as the Authorization header says. */
interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export interface Expected {
  /** Null takes any key, and looks at the scope alone. */
  readonly credentials: Credentials | null;
  /** The regions that the account has. */
  readonly regions: readonly string[];
  readonly service: string;
  /** Real time: signatures are made by clients, who live in it. */
  readonly now: Millis;
}

/** A signature is good for 5 minutes, either way. */
const TOLERANCE = 5 * MINUTE;
const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Signature Version 4, as the services check it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * What is good is signed for the region that comes back.
 */
export function checkSignature(request: SimulatorRequest, expected: Expected): Result<string, AwsError> {
  const { credentials, regions, service, now } = expected;
  const header = request.headers.authorization;
  if (header === undefined || header === '')
    return refused('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const parsed = parseAuthorization(header);
  if (!parsed.ok) return parsed;
  const given = parsed.value;

  if (!regions.includes(given.region))
    return refused('InvalidSignatureException', `Credential should be scoped to a valid region, not '${given.region}'. `);
  if (given.service !== service)
    return refused('InvalidSignatureException', `Credential should be scoped to correct service: '${service}'. `);
  if (credentials === null) return ok(given.region);

  if (given.accessKeyId !== credentials.accessKeyId)
    return refused('UnrecognizedClientException', 'The security token included in the request is invalid.');
  const stamp = request.headers['x-amz-date'];
  const signedAt = typeof stamp === 'string' ? parseStamp(stamp) : null;
  if (typeof stamp !== 'string' || signedAt === null || !stamp.startsWith(given.date))
    return refused('IncompleteSignatureException', `Date in Credential scope does not match the X-Amz-Date header.`);
  if (signedAt < now - TOLERANCE)
    return refused(
      'InvalidSignatureException',
      `Signature expired: ${stamp} is now earlier than ${toStamp(now - TOLERANCE)} (${toStamp(now)} - 5 min.)`,
    );
  if (signedAt > now + TOLERANCE)
    return refused(
      'InvalidSignatureException',
      `Signature not yet current: ${stamp} is still later than ${toStamp(now + TOLERANCE)} (${toStamp(now)} + 5 min.)`,
    );
  if (!given.signedHeaders.includes('host'))
    return refused('InvalidSignatureException', "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

  return sameText(given.signature, sign(request, given, stamp, credentials.secretAccessKey))
    ? ok(given.region)
    : refused(
        'InvalidSignatureException',
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
          'signing method. Consult the service documentation for details.',
      );
}

/** The key that a request is signed with; empty when it is not signed. */
export function accessKeyOf({ headers }: SimulatorRequest): string {
  const parsed = parseAuthorization(headers.authorization ?? '');
  return parsed.ok ? parsed.value.accessKeyId : '';
}

function parseAuthorization(header: string): Result<Authorization, AwsError> {
  const [algorithm = ''] = header.split(' ', 1);
  if (algorithm !== ALGORITHM)
    return refused('IncompleteSignatureException', `Unsupported AWS 'algorithm': '${algorithm.slice(0, 64)}'.`);
  const parts = new Map<string, string>();
  for (const part of header.slice(ALGORITHM.length).split(',')) {
    const [, name, value] = /^\s*([A-Za-z]+)=(\S*)\s*$/.exec(part) ?? [];
    if (name !== undefined && value !== undefined) parts.set(name, value);
  }
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) => parts.get(name));
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parts.has(name));
    return refused(
      'IncompleteSignatureException',
      missing.map((name) => `Authorization header requires '${name}' parameter. `).join(''),
    );
  }
  const scope = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential);
  const [, accessKeyId, date, region, service] = scope ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined)
    return refused(
      'IncompleteSignatureException',
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    );
  return ok({ accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature });
}

function sign(request: SimulatorRequest, { date, region, service, signedHeaders }: Authorization, stamp: string, secret: string) {
  const canonical = [
    request.method,
    // Outside of S3 the path is encoded once more.
    request.path.split('/').map(encode).join('/'),
    [...request.query]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.map((name) => `${name}:${headerText(request, name)}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const text = [ALGORITHM, stamp, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
const encode = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function headerText({ headers }: SimulatorRequest, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/ +/g, ' ');
}

/** `20261124T212302Z` */
const toStamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

function parseStamp(stamp: string): number | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}
