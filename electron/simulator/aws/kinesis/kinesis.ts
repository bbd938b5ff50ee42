import type { Service } from '../service.ts';
import { describeStream, describeStreamSummary } from './describeStream.ts';
import { describeLimits, listShards, listStreamConsumers, listStreams } from './lists.ts';

/** Amazon Kinesis Data Streams, API 2013-12-02: what describes the streams that the applications read and write. */
export const kinesis: Service = {
  target: 'Kinesis_20131202',
  signingName: 'kinesis',
  jsonVersion: '1.1',
  invalid: 'ValidationException',
  queryCodes: null,
  operations: [describeLimits, describeStream, describeStreamSummary, listShards, listStreamConsumers, listStreams],
};
