import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { NotebookSettings } from '#shared/simulation/settings.ts';
import type { AwsError } from '../../awsError.ts';
import { list, oneOf, structure, text } from '../../input.ts';
import { checkBucket, invalidArgument } from '../arns.ts';
import { arn } from '../names.ts';
import type { Given } from '../names.ts';
import { s3ContentLocation } from './code.ts';
import { logLevel } from './flink/monitoring.ts';

const basePath = text({ min: 1, max: 1024, pattern: "[a-zA-Z0-9/!-_.*'()]+" });
const mavenName = text({ min: 1, max: 256, pattern: '[a-zA-Z0-9_.-]+' });

const artifacts = list(
  structure(
    { ArtifactType: oneOf(['UDF', 'DEPENDENCY_JAR']) },
    {
      S3ContentLocation: s3ContentLocation,
      MavenReference: structure({ GroupId: mavenName, ArtifactId: mavenName, Version: mavenName }, {}),
    },
  ),
  { max: 50 },
);

export const notebookConfiguration = structure(
  {},
  {
    MonitoringConfiguration: structure({ LogLevel: logLevel }, {}),
    CatalogConfiguration: structure({ GlueDataCatalogConfiguration: structure({ DatabaseARN: arn }, {}) }, {}),
    DeployAsApplicationConfiguration: structure({ S3ContentLocation: structure({ BucketARN: arn }, { BasePath: basePath }) }, {}),
    CustomArtifactsConfiguration: artifacts,
  },
);

export const notebookConfigurationUpdate = structure(
  {},
  {
    MonitoringConfigurationUpdate: structure({ LogLevelUpdate: logLevel }, {}),
    CatalogConfigurationUpdate: structure({ GlueDataCatalogConfigurationUpdate: structure({ DatabaseARNUpdate: arn }, {}) }, {}),
    DeployAsApplicationConfigurationUpdate: structure(
      {},
      { S3ContentLocationUpdate: structure({}, { BucketARNUpdate: arn, BasePathUpdate: basePath }) },
    ),
    CustomArtifactsConfigurationUpdate: artifacts,
  },
);

export function notebookOf(asked: Given<typeof notebookConfiguration>): Result<NotebookSettings, AwsError> {
  const place = asked.DeployAsApplicationConfiguration?.S3ContentLocation;
  const own = artifactsOf(asked.CustomArtifactsConfiguration ?? []);
  if (!own.ok) return own;
  return ok({
    logLevel: asked.MonitoringConfiguration?.LogLevel ?? 'INFO',
    catalogueArn: asked.CatalogConfiguration?.GlueDataCatalogConfiguration.DatabaseARN ?? null,
    deployBucketArn: place?.BucketARN ?? null,
    deployPath: place?.BasePath ?? null,
    artifacts: own.value,
  });
}

/** Artifacts are replaced as a whole. */
export function updatedNotebook(
  current: NotebookSettings,
  asked: Given<typeof notebookConfigurationUpdate>,
): Result<NotebookSettings, AwsError> {
  const place = asked.DeployAsApplicationConfigurationUpdate?.S3ContentLocationUpdate;
  const given = asked.CustomArtifactsConfigurationUpdate;
  const own = given === undefined ? ok(current.artifacts) : artifactsOf(given);
  if (!own.ok) return own;
  const catalogue = asked.CatalogConfigurationUpdate?.GlueDataCatalogConfigurationUpdate.DatabaseARNUpdate;
  return ok({
    logLevel: asked.MonitoringConfigurationUpdate?.LogLevelUpdate ?? current.logLevel,
    catalogueArn: catalogue ?? current.catalogueArn,
    deployBucketArn: place?.BucketARNUpdate ?? current.deployBucketArn,
    deployPath: place?.BasePathUpdate ?? current.deployPath,
    artifacts: own.value,
  });
}

function artifactsOf(given: Given<typeof artifacts>): Result<NotebookSettings['artifacts'], AwsError> {
  const own = [];
  for (const { ArtifactType: type, S3ContentLocation: s3, MavenReference: maven } of given) {
    if ((s3 === undefined) === (maven === undefined))
      return invalidArgument('A custom artifact has to have either an S3ContentLocation or a MavenReference.');
    if (type === 'UDF' && s3 === undefined) return invalidArgument('An artifact of the type UDF has to be in Amazon S3.');
    const bucket = s3 === undefined ? ok(null) : checkBucket(s3.BucketARN);
    if (!bucket.ok) return bucket;
    own.push({
      type,
      bucketArn: s3?.BucketARN ?? null,
      fileKey: s3?.FileKey ?? null,
      objectVersion: s3?.ObjectVersion ?? null,
      maven: maven === undefined ? null : { groupId: maven.GroupId, artifactId: maven.ArtifactId, version: maven.Version },
    });
  }
  return ok(own);
}

export const describeNotebook = (notebook: NotebookSettings): object => ({
  MonitoringConfigurationDescription: { LogLevel: notebook.logLevel },
  ...(notebook.catalogueArn === null
    ? {}
    : { CatalogConfigurationDescription: { GlueDataCatalogConfigurationDescription: { DatabaseARN: notebook.catalogueArn } } }),
  ...(notebook.deployBucketArn === null
    ? {}
    : {
        DeployAsApplicationConfigurationDescription: {
          S3ContentLocationDescription: {
            BucketARN: notebook.deployBucketArn,
            ...(notebook.deployPath === null ? {} : { BasePath: notebook.deployPath }),
          },
        },
      }),
  CustomArtifactsConfigurationDescription: notebook.artifacts.map(describeArtifact),
});

const describeArtifact = ({ type, bucketArn, fileKey, objectVersion, maven }: NotebookSettings['artifacts'][number]): object => ({
  ArtifactType: type,
  ...(bucketArn === null || fileKey === null
    ? {}
    : {
        S3ContentLocationDescription: {
          BucketARN: bucketArn,
          FileKey: fileKey,
          ...(objectVersion === null ? {} : { ObjectVersion: objectVersion }),
        },
      }),
  ...(maven === null
    ? {}
    : { MavenReferenceDescription: { GroupId: maven.groupId, ArtifactId: maven.artifactId, Version: maven.version } }),
});
