import { randomUUID } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Reply, SimulatorRequest } from '../http/request.ts';
import type { AwsError } from './awsError.ts';
import { awsError, refused } from './awsError.ts';
import type { AwsContext, Operation, Service } from './service.ts';
import { services } from './services.ts';
import { checkSignature } from './signature.ts';
import type { Credentials } from './signature.ts';

export interface AwsOptions {
  readonly credentials: Credentials | null;
  /** Real time, for signatures. */
  readonly realNow: () => Millis;
  readonly regions: readonly string[];
  readonly context: (region: string) => AwsContext;
  readonly log: (line: string) => void;
}

/** One endpoint for every service: AwsJson 1.0 and 1.1, told apart by X-Amz-Target. */
export function answerAws(request: SimulatorRequest, options: AwsOptions): Reply {
  const target = findTarget(request);
  if (target === null)
    return errorReply(null, awsError('UnknownOperationException', 'The simulator has no such service.'), request);
  const { service, operation } = target;
  try {
    const result = run(request, target, options);
    if (!result.ok) return errorReply(service, result.error, request);
    return {
      status: 200,
      headers: { 'content-type': contentType(service), 'x-amzn-requestid': randomUUID() },
      body: JSON.stringify(result.value),
    };
  } catch (thrown) {
    options.log(`${service.target}.${operation?.name}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
    return errorReply(service, awsError('InternalFailure', 'The simulator failed; its log says why.', 500), request);
  }
}

interface Target {
  readonly service: Service;
  /** Null when the service has no such operation. */
  readonly operation: Operation | null;
}

function findTarget({ method, headers }: SimulatorRequest): Target | null {
  const target = headers['x-amz-target'];
  const [prefix, name] = typeof target === 'string' ? target.split('.', 2) : [];
  const service = services.find((each) => each.target === prefix);
  if (method !== 'POST' || service === undefined) return null;
  return { service, operation: service.operations.find((each) => each.name === name) ?? null };
}

function run(request: SimulatorRequest, { service, operation }: Target, options: AwsOptions): Result<object, AwsError> {
  const signed = checkSignature(request, {
    credentials: options.credentials,
    regions: options.regions,
    service: service.signingName,
    now: options.realNow(),
  });
  if (!signed.ok) return signed;
  if (operation === null) return refused('UnknownOperationException', 'The simulator has no such operation.');
  const body = parseBody(request.body);
  return body.ok ? operation.run(body.value, options.context(signed.value), service.invalid) : body;
}

function parseBody(body: Buffer): Result<unknown, AwsError> {
  if (body.length === 0) return ok({});
  try {
    return ok(JSON.parse(body.toString('utf8')));
  } catch {
    return refused('SerializationException', 'Unable to parse the body as JSON.');
  }
}

const contentType = ({ jsonVersion }: Service): string => `application/x-amz-json-${jsonVersion}`;

function errorReply(service: Service | null, { code, message, status }: AwsError, { headers }: SimulatorRequest): Reply {
  // Clients that were written for the Query protocol still look for its codes.
  const queryCode = service?.queryCodes?.[code] ?? code;
  const query = service?.queryCodes != null && headers['x-amzn-query-mode'] === 'true';
  return {
    status,
    headers: {
      'content-type': service === null ? 'application/x-amz-json-1.1' : contentType(service),
      'x-amzn-requestid': randomUUID(),
      'x-amzn-errortype': code,
      ...(query ? { 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` } : {}),
    },
    body: JSON.stringify({ __type: code, message }),
  };
}
