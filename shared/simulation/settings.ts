import type { Bytes, Millis } from '../units/units.ts';

/** What an owner configures of an application: a version of the application is one of these. Nothing here follows from what runs. */
export interface ApplicationSettings {
  readonly description: string;
  readonly runtimeEnvironment: string;
  readonly executionRole: string;
  readonly code: CodeSettings;
  /** `DEFAULT` ones are told with the service's values filled in. */
  readonly checkpointing: {
    readonly type: 'DEFAULT' | 'CUSTOM';
    readonly enabled: boolean;
    readonly interval: Millis;
    readonly minPause: Millis;
  };
  readonly monitoring: {
    readonly type: 'DEFAULT' | 'CUSTOM';
    readonly metricsLevel: 'APPLICATION' | 'TASK' | 'OPERATOR' | 'PARALLELISM';
    readonly logLevel: 'INFO' | 'WARN' | 'ERROR' | 'DEBUG';
  };
  readonly parallelism: {
    readonly type: 'DEFAULT' | 'CUSTOM';
    readonly parallelism: number;
    readonly perKpu: number;
    readonly autoScaling: boolean;
  };
  readonly properties: readonly PropertyGroup[];
  readonly snapshotsEnabled: boolean;
  /** Snapshots that belong to the application, or enhanced ones that are resources of their own. */
  readonly snapshotMode: 'APPLICATION_SNAPSHOTS_LEGACY' | 'ENHANCED_SNAPSHOTS';
  readonly rollbackEnabled: boolean;
  /** At most one. */
  readonly vpc: readonly VpcSettings[];
  /** At most one. */
  readonly logging: readonly { readonly id: string; readonly logStreamArn: string }[];
  /** Key of the owner's own, or the service's. */
  readonly encryption: { readonly keyType: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KEY'; readonly keyId: string | null };
  /** How the next start finds its state. */
  readonly run: RunSettings;
  /** Of a Studio notebook; null for a streaming application. */
  readonly notebook: NotebookSettings | null;
}

export interface CodeSettings {
  readonly contentType: 'ZIPFILE' | 'PLAINTEXT';
  /** Code in the request itself instead of in S3. */
  readonly text: string | null;
  readonly bucketArn: string;
  readonly fileKey: string;
  readonly objectVersion: string | null;
  readonly size: Bytes;
  readonly md5: string;
}

export interface PropertyGroup {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface VpcSettings {
  readonly id: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

export interface RunSettings {
  readonly restore: 'SKIP_RESTORE_FROM_SNAPSHOT' | 'RESTORE_FROM_LATEST_SNAPSHOT' | 'RESTORE_FROM_CUSTOM_SNAPSHOT';
  /** With RESTORE_FROM_CUSTOM_SNAPSHOT. */
  readonly snapshot: string | null;
  /** Instead of `snapshot`: an enhanced one of any application, or imported. The state of a stranger is as good as none. */
  readonly snapshotArn: string | null;
  readonly allowNonRestoredState: boolean;
}

export interface NotebookSettings {
  readonly logLevel: ApplicationSettings['monitoring']['logLevel'];
  /** Database of the Glue catalogue. */
  readonly catalogueArn: string | null;
  readonly deployBucketArn: string | null;
  readonly deployPath: string | null;
  readonly artifacts: readonly {
    readonly type: 'UDF' | 'DEPENDENCY_JAR';
    readonly bucketArn: string | null;
    readonly fileKey: string | null;
    readonly objectVersion: string | null;
    readonly maven: { readonly groupId: string; readonly artifactId: string; readonly version: string } | null;
  }[];
}
