import { createHash } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AwsError } from './awsError.ts';
import { inCloudTrail, isReadOnly, resourcesOf, sourceOf } from './cloudTrail/eventFacts.ts';
import { camelCase } from './cloudTrail/camelCase.ts';
import type { AwsContext } from './service.ts';
import { identityOf } from './sts/identity.ts';

/** A call of the API, as CloudTrail tells of it. */
export interface RecordedCall {
  readonly id: string;
  /** Later calls have higher ones. */
  readonly order: number;
  readonly at: Millis;
  readonly name: string;
  /** `kinesisanalytics.amazonaws.com` */
  readonly source: string;
  readonly readOnly: boolean;
  readonly accessKeyId: string;
  readonly username: string;
  readonly resources: readonly { readonly ResourceType: string; readonly ResourceName: string }[];
  /** What the call has begun, if it has begun an operation of an application. */
  readonly operationId: string | null;
  /** The whole event, as JSON. */
  readonly event: string;
}

/** The latest calls of a region, oldest first. Those that only read are kept apart: nobody's polling pushes out what has changed. */
export interface CallLog {
  readonly reads: RecordedCall[];
  readonly changes: RecordedCall[];
  /** Of all that there ever were. */
  count: number;
}

export const createCallLog = (): CallLog => ({ reads: [], changes: [], count: 0 });

const MOST_KEPT = 5_000;
/** CloudTrail leaves out parameters that are longer. */
const LONGEST_PART = 102_400;

interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly result: Result<object, AwsError>;
  readonly requestId: string;
}

/** Writes down a call of which CloudTrail keeps account: all that manage something, none that only carry data. */
export function recordCall(context: AwsContext, { service, operation, input, result, requestId }: Call): void {
  if (!inCloudTrail(service, operation)) return;
  const { region, state, now, caller } = context;
  const identity = identityOf(context);
  const readOnly = isReadOnly(operation);
  const log = state.calls;
  const id = eventId(`${region.name}\n${log.count}\n${operation}\n${now}`);
  log.count += 1;
  const output = result.ok && !readOnly ? result.value : {};
  const calls = readOnly ? log.reads : log.changes;
  calls.push({
    id,
    order: log.count,
    at: now,
    name: operation,
    source: sourceOf(service),
    readOnly,
    accessKeyId: caller.accessKeyId,
    username: identity.name,
    resources: resourcesOf(input),
    operationId: textMember(output, 'OperationId'),
    event: JSON.stringify({
      eventVersion: '1.11',
      userIdentity: identity.event,
      eventTime: eventTime(now),
      eventSource: sourceOf(service),
      eventName: operation,
      awsRegion: region.name,
      sourceIPAddress: '127.0.0.1',
      userAgent: caller.userAgent,
      ...(result.ok ? {} : { errorCode: result.error.code, errorMessage: result.error.message }),
      requestParameters: part(input),
      responseElements: part(output),
      requestID: requestId,
      eventID: id,
      readOnly,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: region.accountId,
      eventCategory: 'Management',
    }),
  });
  if (calls.length > MOST_KEPT * 1.2) calls.splice(0, calls.length - MOST_KEPT);
}

/** `2026-10-13T12:00:00Z` */
export const eventTime = (at: Millis): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** In the shape of a UUID. */
export function eventId(of: string): string {
  const hash = createHash('sha256').update(of).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

/** Parameters or response elements; null for none. */
function part(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return null;
  const written = camelCase(value);
  return JSON.stringify(written).length > LONGEST_PART ? null : written;
}

function textMember(value: object, name: string): string | null {
  const member = (value as Readonly<Record<string, unknown>>)[name];
  return typeof member === 'string' ? member : null;
}
