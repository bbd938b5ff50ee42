import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { LARGEST_BODY } from '../http/request.ts';
import type { Reply, SimulatorRequest } from '../http/request.ts';
import type { AwsError } from './awsError.ts';
import { awsError, refused } from './awsError.ts';
import { recordCall } from './callLog.ts';
import { cbor, CBOR_PREFIX } from './protocol/cbor.ts';
import { json } from './protocol/json.ts';
import type { Asked, Protocol } from './protocol/protocol.ts';
import { query } from './protocol/query.ts';
import type { RequestLog } from './requestLog.ts';
import { queriesOf } from './requestLog.ts';
import type { AwsContext } from './service.ts';
import { services } from './services.ts';
import { accessKeyOf, checkSignature } from './signature.ts';
import type { Credentials } from './signature.ts';
import type { Throttle } from './throttle.ts';

export interface AwsOptions {
  readonly credentials: Credentials | null;
  /** Real time, for signatures and request rates. */
  readonly realNow: () => Millis;
  /** Null lets every request through. */
  readonly throttle: Throttle | null;
  readonly requests: RequestLog;
  readonly regions: readonly string[];
  readonly context: (region: string) => Omit<AwsContext, 'caller'>;
  readonly log: (line: string) => void;
}

const protocols: readonly Protocol[] = [cbor, json, query];

/** Whether the endpoint of the services answers at a path. */
export const servesAws = (path: string): boolean => path === '/' || path.startsWith(CBOR_PREFIX);

/** One endpoint for every service, in every protocol that its clients speak. */
export function answerAws(request: SimulatorRequest, options: AwsOptions): Reply {
  const requestId = randomUUID();
  const unpacked = unpack(request);
  const { protocol, asked } = recognise(unpacked.ok ? unpacked.value : request);
  try {
    const result = run({ request, unpacked, protocol, asked, requestId }, options);
    return result.ok ? protocol.answer(result.value, asked, requestId) : protocol.refuse(result.error, asked, request, requestId);
  } catch (thrown) {
    options.log(`${asked.service?.signingName}.${asked.operation}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
    const failure = awsError('InternalFailure', 'The simulator failed; its log says why.', 500);
    return protocol.refuse(failure, asked, request, requestId);
  }
}

/** A refusal in the protocol of the request, whoever it comes from. */
export function refuseAws(request: SimulatorRequest, error: AwsError): Reply {
  const unpacked = unpack(request);
  const { protocol, asked } = recognise(unpacked.ok ? unpacked.value : request);
  return protocol.refuse(error, asked, request, randomUUID());
}

function recognise(request: SimulatorRequest): { readonly protocol: Protocol; readonly asked: Asked } {
  for (const protocol of protocols) {
    const asked = protocol.find(request, services);
    if (asked !== null) return { protocol, asked };
  }
  return { protocol: json, asked: { service: null, operation: '' } };
}

interface Arrived {
  /** As it was sent, and signed. */
  readonly request: SimulatorRequest;
  readonly unpacked: Result<SimulatorRequest, AwsError>;
  readonly protocol: Protocol;
  readonly asked: Asked;
  readonly requestId: string;
}

function run({ request, unpacked, protocol, asked, requestId }: Arrived, options: AwsOptions): Result<object, AwsError> {
  const { service } = asked;
  if (service === null) return refused('UnknownOperationException', 'The simulator has no such service.');
  const signed = checkSignature(request, {
    credentials: options.credentials,
    regions: options.regions,
    service: service.signingName,
    now: options.realNow(),
  });
  if (!signed.ok) return signed;
  const operation = service.operations.find(({ name }) => name === asked.operation);
  if (operation === undefined) return refused('UnknownOperationException', 'The simulator has no such operation.');
  const note = { region: signed.value, service: service.signingName, operation: operation.name };
  const place = options.context(signed.value);
  if (options.throttle?.admits(signed.value, service.signingName, operation.name, options.realNow()) === false) {
    options.requests.add({ ...note, at: place.now, queries: 0, throttled: true });
    return refused('ThrottlingException', 'Rate exceeded');
  }
  if (!unpacked.ok) return unpacked;
  const input = protocol.read(unpacked.value);
  options.requests.add({ ...note, at: place.now, queries: input.ok ? queriesOf(input.value) : 0, throttled: false });
  if (!input.ok) return input;
  const { invalid } = service;
  const caller = {
    accessKeyId: accessKeyOf(request),
    userAgent: request.headers['user-agent'] ?? '',
    isAnyone: options.credentials === null,
  };
  const context: AwsContext = { ...place, caller };
  const result = operation.run(input.value, context, { invalid, textual: protocol.textual });
  const call = { service: service.signingName, operation: operation.name, input: input.value, result };
  recordCall(context, { ...call, requestId });
  return result;
}

/** SDKs pack large bodies of PutMetricData. */
function unpack(request: SimulatorRequest): Result<SimulatorRequest, AwsError> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return ok(request);
  if (encoding !== 'gzip')
    return refused('SerializationException', `The body has the unknown encoding ${encoding.slice(0, 64)}.`);
  try {
    return ok({ ...request, body: gunzipSync(request.body, { maxOutputLength: LARGEST_BODY }) });
  } catch {
    return refused('SerializationException', 'The body is not gzip, or larger than 4 MB.');
  }
}
