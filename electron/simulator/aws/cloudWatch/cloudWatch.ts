import type { Service } from '../service.ts';
import { getMetricData } from './getMetricData.ts';
import { listMetrics } from './listMetrics.ts';

/** Amazon CloudWatch metrics, API 2010-08-01. */
export const cloudWatch: Service = {
  target: 'GraniteServiceVersion20100801',
  signingName: 'monitoring',
  jsonVersion: '1.0',
  invalid: 'ValidationException',
  query: { version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' },
  cbor: true,
  queryCodes: {
    ValidationException: 'ValidationError',
    InvalidParameterValueException: 'InvalidParameterValue',
    InvalidParameterCombinationException: 'InvalidParameterCombination',
    MissingRequiredParameterException: 'MissingParameter',
    MissingAuthenticationTokenException: 'MissingAuthenticationToken',
    IncompleteSignatureException: 'IncompleteSignature',
    InvalidSignatureException: 'SignatureDoesNotMatch',
    UnrecognizedClientException: 'InvalidClientTokenId',
    UnknownOperationException: 'InvalidAction',
    InternalFailure: 'InternalFailure',
  },
  operations: [listMetrics, getMetricData],
};
