import { thrownByWriter } from '../../logs/stackTraces.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { has, verticesWhere, withRecords } from '../victims.ts';
import { blockPartner } from './partners.ts';

/** The job lives about so many seconds: until the first file is begun. */
const LIVES = { mild: 300, clear: 75, severe: 15 };

export const crossRegionS3Sink: Fault = {
  problem: 'cross-region-s3-sink',
  title: 'The bucket is in another Region',
  truth:
    'The sink was pointed at a bucket in another Region, and Flink’s S3 client is not set up for that: S3 answers every write with a redirect.',
  victims: (blueprint) =>
    withRecords(
      blueprint,
      verticesWhere(blueprint, (vertex) => has(vertex, ({ target }) => target?.kind === 's3')),
    ),
  strain: blockPartner,
  failure(context) {
    const at = crashNow(context, LIVES);
    if (at === null) return null;
    const thrown = thrownByWriter(
      's3',
      'java.io.IOException: Uploading parts failed',
      'com.amazonaws.services.s3.model.AmazonS3Exception: The bucket is in this region: ap-southeast-2. Please use this region to retry the request (Service: Amazon S3; Status Code: 301; Error Code: PermanentRedirect)',
    );
    return { at, thrown, vertex: context.vertex.id, losesMachine: false, memory: null };
  },
};
