import { createHash } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { between, hexDigits, keyOf } from '#shared/simulation/random.ts';
import type { CodeSettings } from '#shared/simulation/settings.ts';
import { bytes } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { oneOf, structure, text } from '../../input.ts';
import { checkBucket, invalidArgument } from '../arns.ts';
import { arn, fileKey, objectVersion } from '../names.ts';
import type { Given } from '../names.ts';
import { blob } from './blob.ts';

const contentType = oneOf(['PLAINTEXT', 'ZIPFILE']);
const textContent = text({ max: 102_400 });

export const s3ContentLocation = structure({ BucketARN: arn, FileKey: fileKey }, { ObjectVersion: objectVersion });

export const codeConfiguration = structure(
  { CodeContentType: contentType },
  {
    CodeContent: structure({}, { TextContent: textContent, ZipFileContent: blob, S3ContentLocation: s3ContentLocation }),
  },
);

export const codeConfigurationUpdate = structure(
  {},
  {
    CodeContentTypeUpdate: contentType,
    CodeContentUpdate: structure(
      {},
      {
        TextContentUpdate: textContent,
        ZipFileContentUpdate: blob,
        S3ContentLocationUpdate: structure(
          {},
          { BucketARNUpdate: arn, FileKeyUpdate: fileKey, ObjectVersionUpdate: objectVersion },
        ),
      },
    ),
  },
);

/** An application can be made before its code is. */
export const NO_CODE: CodeSettings = {
  contentType: 'ZIPFILE',
  text: null,
  bucketArn: '',
  fileKey: '',
  objectVersion: null,
  size: bytes(0),
  md5: '',
};

export const hasCode = ({ text: own, fileKey: key, size }: CodeSettings): boolean => own !== null || key !== '' || size > 0;

interface Content {
  readonly text?: string | undefined;
  readonly zip?: Buffer | undefined;
  readonly s3?: Pick<CodeSettings, 'bucketArn' | 'fileKey' | 'objectVersion'> | undefined;
}

export function codeOf(asked: Given<typeof codeConfiguration> | undefined): Result<CodeSettings, AwsError> {
  if (asked === undefined) return ok(NO_CODE);
  const { TextContent, ZipFileContent, S3ContentLocation: s3 } = asked.CodeContent ?? {};
  return codeFrom(asked.CodeContentType, {
    text: TextContent,
    zip: ZipFileContent,
    s3: s3 && { bucketArn: s3.BucketARN, fileKey: s3.FileKey, objectVersion: s3.ObjectVersion ?? null },
  });
}

/** A new key or bucket without a version means its newest object; the version of another object would mean nothing. */
export function updatedCode(
  current: CodeSettings,
  asked: Given<typeof codeConfigurationUpdate> | undefined,
): Result<CodeSettings, AwsError> {
  if (asked === undefined) return ok(current);
  const type = asked.CodeContentTypeUpdate ?? current.contentType;
  const content = asked.CodeContentUpdate;
  if (content === undefined) return ok({ ...current, contentType: type });
  const { TextContentUpdate, ZipFileContentUpdate, S3ContentLocationUpdate: s3 } = content;
  const moved = s3?.BucketARNUpdate !== undefined || s3?.FileKeyUpdate !== undefined;
  return codeFrom(type, {
    text: TextContentUpdate,
    zip: ZipFileContentUpdate,
    s3: s3 && {
      bucketArn: s3.BucketARNUpdate ?? current.bucketArn,
      fileKey: s3.FileKeyUpdate ?? current.fileKey,
      objectVersion: s3.ObjectVersionUpdate ?? (moved ? null : current.objectVersion),
    },
  });
}

function codeFrom(type: CodeSettings['contentType'], { text: own, zip, s3 }: Content): Result<CodeSettings, AwsError> {
  if ([own, zip, s3].filter((each) => each !== undefined).length !== 1)
    return invalidArgument('CodeContent has to have exactly one of TextContent, ZipFileContent and S3ContentLocation.');
  if ((own === undefined) !== (type === 'ZIPFILE'))
    return invalidArgument(
      type === 'ZIPFILE'
        ? 'TextContent needs the CodeContentType PLAINTEXT.'
        : 'ZipFileContent and S3ContentLocation need the CodeContentType ZIPFILE.',
    );
  if (s3 === undefined) {
    const content = own ?? zip ?? '';
    const md5 = createHash('md5').update(content).digest('hex');
    return ok({ ...NO_CODE, contentType: type, text: own ?? null, size: bytes(Buffer.byteLength(content)), md5 });
  }
  if (s3.fileKey === '') return invalidArgument('S3ContentLocation has no FileKey.');
  const bucket = checkBucket(s3.bucketArn);
  if (!bucket.ok) return bucket;
  // There are no objects here, only their names: each has a size and a digest of its own.
  const key = keyOf(0, s3.bucketArn, s3.fileKey, s3.objectVersion ?? '');
  return ok({
    ...NO_CODE,
    ...s3,
    contentType: type,
    size: bytes(between(key, 0, 9_000_000, 48_000_000)),
    md5: hexDigits(key, 32),
  });
}

/** The most that the service's model lets a description say. */
const LARGEST = 52_428_800;

/** The service's model wants 128 characters of it, which no MD5 has. */
const digestOf = (md5: string): string => createHash('sha512').update(md5).digest('hex');

export const describeCode = (code: CodeSettings): object => ({
  CodeContentType: code.contentType,
  CodeContentDescription: {
    ...(code.text === null ? {} : { TextContent: code.text }),
    CodeMD5: digestOf(code.md5),
    ...(code.size <= LARGEST ? { CodeSize: code.size } : {}),
    ...(code.fileKey === ''
      ? {}
      : {
          S3ApplicationCodeLocationDescription: {
            BucketARN: code.bucketArn,
            FileKey: code.fileKey,
            ...(code.objectVersion === null ? {} : { ObjectVersion: code.objectVersion }),
          },
        }),
  },
});
