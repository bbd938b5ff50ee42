import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import type { Protocol } from './protocol.ts';
import { queryError } from './protocol.ts';
import { decodeCbor } from './decodeCbor.ts';
import { encodeCbor } from './encodeCbor.ts';

/** Where services and their operations are found. */
export const CBOR_PREFIX = '/service/';

const headers = (requestId: string) => ({
  'content-type': 'application/cbor',
  'smithy-protocol': 'rpc-v2-cbor',
  'x-amzn-requestid': requestId,
});

/** Smithy RPC v2 CBOR: the path names service and operation. https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
export const cbor: Protocol = {
  find({ method, path, headers: { 'smithy-protocol': name } }, services) {
    const [, service, operation] = /^\/service\/([^/]+)\/operation\/([^/]+)$/.exec(path) ?? [];
    if (method !== 'POST' || service === undefined || operation === undefined || name !== 'rpc-v2-cbor') return null;
    return { service: services.find((each) => each.cbor === true && each.target === service) ?? null, operation };
  },
  textual: false,
  read: ({ body }): Result<unknown, AwsError> => {
    if (body.length === 0) return ok({});
    const value = decodeCbor(body);
    return value.ok ? value : refused('SerializationException', value.error);
  },
  answer: (output, _asked, requestId) => ({ status: 200, headers: headers(requestId), body: encodeCbor(output) }),
  refuse: (error, asked, request, requestId) => ({
    status: error.status,
    headers: { ...headers(requestId), ...queryError(error, asked, request) },
    body: encodeCbor({ __type: error.code, message: error.message }),
  }),
};
