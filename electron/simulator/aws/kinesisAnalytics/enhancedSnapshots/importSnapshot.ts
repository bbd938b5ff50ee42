import { ok } from '#shared/model/sourceError.ts';
import { between, keyOf } from '#shared/simulation/random.ts';
import { bytes, millis } from '#shared/units/units.ts';
import { oneOf, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { checkBucket, checkRole } from '../arns.ts';
import { encryptionConfiguration, encryptionOf } from '../configuration/encryption.ts';
import { tags, tagsOf } from '../tags/tags.ts';
import { begunBy } from './begun.ts';
import { begin, checkNewName, operationIdOf, timeToMove } from './enhancedSnapshots.ts';
import { enhancedSnapshotName, importSource, snapshotDescription } from './shapes.ts';
import type { EnhancedSnapshot, SnapshotOperation } from './state.ts';

/** The savepoint is what its place says that it is: nothing is kept in Amazon S3 here. */
export const importSnapshot = operation(
  'ImportSnapshot',
  structure(
    { SnapshotName: enhancedSnapshotName, ImportSourceConfiguration: importSource },
    {
      DestinationEncryptionConfiguration: encryptionConfiguration,
      SnapshotDescription: snapshotDescription,
      SnapshotFormat: oneOf(['CANONICAL']),
      Tags: tags,
    },
  ),
  (input, context) => {
    const { SnapshotName: name, ImportSourceConfiguration: source } = input;
    const role = checkRole(source.ImportRoleArn, context.region);
    if (!role.ok) return role;
    const { BucketARN: bucketArn, KeyPrefix: keyPrefix } = source.SourceS3PrefixLocation;
    const bucket = checkBucket(bucketArn);
    if (!bucket.ok) return bucket;
    const from = encryptionOf(source.SourceEncryptionConfiguration);
    if (!from.ok) return from;
    const encryption = encryptionOf(input.DestinationEncryptionConfiguration);
    if (!encryption.ok) return encryption;
    const own = tagsOf(input.Tags ?? []);
    if (!own.ok) return own;
    const free = checkNewName(context, name);
    if (!free.ok) return free;
    const size = bytes(between(keyOf(0, bucketArn, keyPrefix), 0, 40_000_000, 4_000_000_000));
    const { now } = context;
    const snapshot: EnhancedSnapshot = {
      name,
      stored: null,
      description: input.SnapshotDescription ?? null,
      made: 'ImportSnapshot',
      origin: { kind: 'import', bucketArn, keyPrefix },
      created: now,
      ready: millis(now + timeToMove(size)),
      size,
      encryption: encryption.value,
      tags: own.value,
      operations: [],
      gone: null,
    };
    const begun: SnapshotOperation = {
      id: operationIdOf('ImportSnapshot', name, now),
      name: 'ImportSnapshot',
      started: now,
      ends: snapshot.ready,
      transfer: { place: { bucketArn, keyPrefix }, encryption: from.value },
      within: null,
    };
    begin(context, snapshot, begun);
    return ok(begunBy(begun, snapshot, context));
  },
);
