import { oneOf, structure, text } from '../../input.ts';
import { encryptionConfiguration } from '../configuration/encryption.ts';
import { arn } from '../names.ts';

export const enhancedSnapshotName = text({ min: 1, max: 100, pattern: '[a-zA-Z0-9_.-]+' });
export const snapshotDescription = text({ max: 1024, pattern: '[^\\u0000-\\u001F\\u007F]*' });
const locationType = oneOf(['S3']);
const s3Prefix = structure({ BucketARN: arn, KeyPrefix: text({ min: 1, max: 200 }) }, {});

export const exportDestination = structure(
  { DestinationType: locationType, ExportRoleArn: arn, DestinationS3PrefixLocation: s3Prefix },
  { DestinationEncryptionConfiguration: encryptionConfiguration },
);

export const importSource = structure(
  { SourceType: locationType, ImportRoleArn: arn, SourceS3PrefixLocation: s3Prefix },
  { SourceEncryptionConfiguration: encryptionConfiguration },
);
