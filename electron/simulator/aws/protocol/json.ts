import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import type { Service } from '../service.ts';
import type { Asked, Protocol } from './protocol.ts';
import { queryError } from './protocol.ts';
import { readJson, writeJson } from './jsonText.ts';

const contentType = ({ service }: Asked): string => `application/x-amz-json-${service?.jsonVersion ?? '1.1'}`;

/** A service with a name in a name space (CloudTrail) is called by either: the SDK for JavaScript leaves the space out, boto3 does not. */
const isNamed = ({ target }: Service, name: string): boolean =>
  target !== null && name !== '' && (target === name || target.endsWith(`.${name}`));

/** AwsJson 1.0 and 1.1: the operation is named by the header X-Amz-Target. */
export const json: Protocol = {
  find({ method, path, headers }, services) {
    const target = headers['x-amz-target'];
    if (method !== 'POST' || path !== '/' || typeof target !== 'string') return null;
    const cut = target.lastIndexOf('.');
    const prefix = target.slice(0, Math.max(0, cut));
    return { service: services.find((each) => isNamed(each, prefix)) ?? null, operation: target.slice(cut + 1) };
  },
  textual: false,
  read: ({ body }): Result<unknown, AwsError> => {
    if (body.length === 0) return ok({});
    const value = readJson(body.toString('utf8'));
    return value.ok ? value : refused('SerializationException', value.error);
  },
  answer: (output, asked, requestId) => ({
    status: 200,
    headers: { 'content-type': contentType(asked), 'x-amzn-requestid': requestId },
    body: writeJson(output),
  }),
  refuse: (error, asked, request, requestId) => ({
    status: error.status,
    headers: {
      'content-type': contentType(asked),
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.code,
      ...queryError(error, asked, request),
    },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.details }),
  }),
};
